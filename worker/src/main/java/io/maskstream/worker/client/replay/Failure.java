package io.maskstream.worker.client.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.maskstream.schemas.event.FailureEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.record.TimestampType;

/** A failure, and the record that it came in. */
record Failure(FailureEvent event, ConsumerRecord<byte[], byte[]> record) {
    private static final String ERRORS = "__streams.errors.";
    private static final String REPLAY_OF = "maskstream.replay.of";
    private static final String REPLAY_COUNT = "maskstream.replay.count";

    /** Where it lies: {@code topic-partition-offset}. */
    String place() {
        return "%s-%d-%d".formatted(record.topic(), record.partition(), record.offset());
    }

    /**
     * Names the record that failed: its place and its time, which a failure's record has from it. So a failure that was written twice
     * (at_least_once) is one, and a topic that was made anew has other names.
     */
    String original() {
        var source = event.source();
        return "%s-%d-%d@%d".formatted(source.topic(), source.partition(), source.offset(), record.timestamp());
    }

    /** Whether a record at the original's place may be the original. */
    boolean mayBe(ConsumerRecord<byte[], byte[]> found) {
        return record.timestampType() != TimestampType.CREATE_TIME
                || found.timestamp() < 0
                || found.timestamp() == record.timestamp();
    }

    /** The original's headers as they are to be sent: its own, of those that Kafka or we added none but where this replay comes from. */
    List<Header> headers(Iterable<Header> own) {
        var headers = new ArrayList<Header>();
        int count = 1;
        for (Header header : own) {
            if (header.key().equals(REPLAY_COUNT)) {
                count = Math.max(count, countAfter(header.value()));
            } else if (!header.key().startsWith(ERRORS) && !header.key().equals(REPLAY_OF)) {
                headers.add(header);
            }
        }
        Stream.of(
                        new RecordHeader(REPLAY_OF, place().getBytes(UTF_8)),
                        new RecordHeader(REPLAY_COUNT, Integer.toString(count).getBytes(UTF_8)))
                .forEach(headers::add);
        return headers;
    }

    private static int countAfter(byte[] value) {
        String text = value == null ? "" : new String(value, UTF_8);
        return text.matches("[0-9]{1,6}") ? Integer.parseInt(text) + 1 : 1;
    }
}
