package io.maskstream.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.maskstream.schemas.event.FailureEvent;
import io.maskstream.schemas.event.LatencyEvent;
import io.maskstream.schemas.json.EventMapper;
import io.maskstream.schemas.json.InvalidEventException;
import io.maskstream.worker.topology.Topics;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a worker writes, with the moment at which each record came. A failure event ends the run: nothing that was measured
 * with failures means anything.
 */
public final class Arrivals implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(250);

    /** Hears of each record, on the reader's thread. */
    public interface Listener {
        /** @param nanoTime {@link System#nanoTime} when the record had come */
        void mask(String key, long nanoTime);

        /** Where the time of an image went. */
        default void latency(LatencyEvent event) {}
    }

    private final Topics topics;
    private final Listener listener;
    private final EventMapper mapper = new EventMapper();
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final AtomicReference<@Nullable String> trouble = new AtomicReference<>();
    private final Thread thread;

    private Arrivals(Topics topics, Listener listener, KafkaConsumer<byte[], byte[]> consumer) {
        this.topics = topics;
        this.listener = listener;
        this.consumer = consumer;
        this.thread = new Thread(this::read, "arrivals");
    }

    /** Listens to what is written from now on, committed records alone. */
    public static Arrivals listen(Kafka kafka, Topics topics, Listener listener)
            throws IOException, InterruptedException {
        var consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        kafka.bootstrapServers(),
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        IsolationLevel.READ_COMMITTED.toString().toLowerCase(Locale.ROOT),
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        5_000),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        var ends = kafka.ends(Set.of(topics.masks(), topics.latency(), topics.failures()));
        consumer.assign(ends.keySet());
        ends.forEach((partition, end) -> consumer.seek(partition, end.offset()));
        var arrivals = new Arrivals(topics, listener, consumer);
        arrivals.thread.start();
        return arrivals;
    }

    private void read() {
        try (consumer) {
            while (!stopped.get()) {
                var records = consumer.poll(POLL);
                long now = System.nanoTime();
                for (var record : records) {
                    hear(record, now);
                }
            }
        } catch (InvalidEventException e) {
            trouble.compareAndSet(null, "a worker wrote what is no event: " + e.getMessage());
        }
    }

    private void hear(ConsumerRecord<byte[], byte[]> record, long now) throws InvalidEventException {
        if (record.topic().equals(topics.masks())) {
            listener.mask(new String(record.key(), UTF_8), now);
        } else if (record.topic().equals(topics.latency())) {
            listener.latency(mapper.read(record.value(), LatencyEvent.class));
        } else {
            var failure = mapper.read(record.value(), FailureEvent.class);
            trouble.compareAndSet(null, "%s failed: %s".formatted(failure.uri(), failure.detail()));
        }
    }

    /**
     * Waits until all that was awaited has come.
     *
     * @throws IOException where an image failed, or not all came in time
     */
    public void await(BooleanSupplier done, Duration longest, Check check) throws IOException, InterruptedException {
        long end = System.nanoTime() + longest.toNanos();
        while (!done.getAsBoolean()) {
            requireNoFailure();
            check.run();
            if (System.nanoTime() > end) {
                throw new IOException("not all masks came within %d s".formatted(longest.toSeconds()));
            }
            thread.join(10);
        }
    }

    /** @throws IOException where an image failed */
    public void requireNoFailure() throws IOException {
        String failed = trouble.get();
        if (failed != null) {
            throw new IOException(failed);
        }
    }

    /** Looks whether there is still somebody to wait for. */
    public interface Check {
        void run() throws IOException;
    }

    @Override
    public void close() throws InterruptedException {
        stopped.set(true);
        thread.join();
    }
}
