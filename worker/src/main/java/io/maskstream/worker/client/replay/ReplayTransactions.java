package io.maskstream.worker.client.replay;

import io.maskstream.worker.client.ClientConfig;
import io.maskstream.worker.topology.runtime.settings.ClientSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes records and the marks that they were replayed, many in a transaction: both or neither is there, whatever happens meanwhile.
 *
 * <p>All replays of one application have one transactional id. The one that was opened last ends what those before it left open, and they
 * can write no more. Used by one thread.
 */
final class ReplayTransactions implements AutoCloseable {
    private static final int MOST_RECORDS = 500;
    private static final int MOST_BYTES = 4 * 1024 * 1024;
    private static final int COMMIT_TRIES = 3;
    /** A replay that was killed holds up the readers of the images topic for that long. */
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    /** The broker knows what is too large for its topic. */
    private static final int ANY_BYTES = 128 * 1024 * 1024;

    private final Producer<byte[], byte[]> producer;
    private final String marks;
    private final Consumer<Replayed> done;
    private final List<Replay> batch = new ArrayList<>();
    private long batchBytes;

    /** A record to put back, and the failure that it is put back for. */
    record Replay(Failure failure, ProducerRecord<byte[], byte[]> image) {
        long bytes() {
            return length(image.key()) + length(image.value());
        }

        private static long length(byte[] bytes) {
            return bytes == null ? 0 : bytes.length;
        }
    }

    /** What became of one: whether Kafka has taken it. */
    record Replayed(Failure failure, boolean taken) {}

    /**
     * Writes nothing yet.
     *
     * @param producer with a transactional id, and its transactions begun by {@code initTransactions}
     * @param marks topic of the marks
     * @param done told of each when it is committed or refused
     */
    ReplayTransactions(Producer<byte[], byte[]> producer, String marks, Consumer<Replayed> done) {
        this.producer = producer;
        this.marks = marks;
        this.done = done;
    }

    /**
     * Ends all earlier replays.
     *
     * @throws KafkaException where Kafka does not let it begin
     */
    static ReplayTransactions open(ClientConfig config, Consumer<Replayed> done) {
        var settings = ClientSettings.of(config.kafka(), "producer.", ProducerConfig.configNames());
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, config.topics().prefix() + "-replay");
        settings.putIfAbsent(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, Math.toIntExact(TIMEOUT.toMillis()));
        settings.putIfAbsent(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, ANY_BYTES);
        settings.putIfAbsent(
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                Math.toIntExact(config.patience().toMillis()));
        var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        boolean open = false;
        try {
            producer.initTransactions();
            open = true;
            return new ReplayTransactions(producer, config.topics().replays(), done);
        } finally {
            if (!open) {
                producer.close(Duration.ZERO);
            }
        }
    }

    /** Puts one back, with others, sooner or later. */
    void put(Replay replay) throws ReplayException {
        if (batch.size() >= MOST_RECORDS || batchBytes + replay.bytes() > MOST_BYTES) {
            flush();
        }
        batch.add(replay);
        batchBytes += replay.bytes();
    }

    /** Puts back what was not put back yet. */
    void flush() throws ReplayException {
        if (!batch.isEmpty()) {
            commit(List.copyOf(batch));
            batch.clear();
            batchBytes = 0;
        }
    }

    private void commit(List<Replay> replays) throws ReplayException {
        try {
            write(replays);
            replays.forEach(replay -> done.accept(new Replayed(replay.failure(), true)));
        } catch (ProducerFencedException | InvalidProducerEpochException overtaken) {
            throw new ReplayException(
                    "another replay of the same topics was begun meanwhile, and goes on in place of this one; nothing is put back twice",
                    overtaken);
        } catch (KafkaException failed) {
            if (!isRefusal(failed)) {
                throw new ReplayException(
                        "Kafka did not take all of it: %s; begin the replay again, and it goes on where it was"
                                .formatted(failed.getMessage()),
                        failed);
            }
            producer.abortTransaction();
            if (replays.size() == 1) {
                done.accept(new Replayed(replays.get(0).failure(), false));
                return;
            }
            for (var replay : replays) { // so that one that is refused keeps no other out
                commit(List.of(replay));
            }
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the commit hears the same
    private void write(List<Replay> replays) {
        producer.beginTransaction();
        for (var replay : replays) {
            producer.send(replay.image());
            producer.send(ReplayMarks.mark(marks, replay.failure()));
        }
        for (int left = COMMIT_TRIES; ; left--) {
            try {
                producer.commitTransaction();
                return;
            } catch (TimeoutException unknown) { // whether it is committed; to ask again is no second commit
                if (left == 1) {
                    throw unknown;
                }
            }
        }
    }

    /** Whether Kafka will never take one of the records. */
    private static boolean isRefusal(KafkaException failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof RecordTooLargeException || cause instanceof InvalidRecordException) {
                return true;
            }
        }
        return false;
    }

    /** What is not committed is not put back. */
    @Override
    public void close() {
        producer.close(TIMEOUT);
    }
}
