package io.maskstream.worker.client.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.maskstream.worker.client.ClientConfig;
import java.util.HashSet;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Which records were replayed, as the replays topic has them: key is {@link Failure#original}, value the place of the failure. The topic
 * keeps the last record of each key.
 */
final class ReplayMarks {
    private final Set<String> originals = new HashSet<>();

    /** Reads all that are committed. */
    static ReplayMarks read(ClientConfig config) {
        var marks = new ReplayMarks();
        try (var scan = TopicScan.open(config, config.topics().replays())) {
            while (!scan.isOver()) {
                for (var record : scan.next()) {
                    if (record.key() != null && record.value() != null) {
                        marks.originals.add(new String(record.key(), UTF_8));
                    }
                }
            }
        }
        return marks;
    }

    /** Marks one, and says whether it was not marked before. */
    boolean add(String original) {
        return originals.add(original);
    }

    static ProducerRecord<byte[], byte[]> mark(String topic, Failure failure) {
        return new ProducerRecord<>(
                topic, failure.original().getBytes(UTF_8), failure.place().getBytes(UTF_8));
    }
}
