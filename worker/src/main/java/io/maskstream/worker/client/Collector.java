package io.maskstream.worker.client;

import io.maskstream.schemas.event.FailureEvent;
import io.maskstream.schemas.event.LatencyEvent;
import io.maskstream.schemas.event.MaskEvent;
import io.maskstream.schemas.event.Outcome;
import io.maskstream.schemas.json.EventMapper;
import io.maskstream.schemas.json.InvalidEventException;
import io.maskstream.worker.topology.Topics;
import io.maskstream.worker.topology.runtime.topics.TopicSetup;
import io.maskstream.worker.topology.runtime.topics.TopicsException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;

/**
 * Reads what is committed on the masks, failures and latency topics, from a place that is fixed when it is opened.
 *
 * <p>It is in no group and commits nothing: everybody may read all. Used by one thread, but for {@link #stop}.
 */
public final class Collector implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);
    /** Latencies that are due after the last outcome: they were committed together. */
    private static final Duration GRACE = Duration.ofSeconds(1);
    /** They are not waited for longer where others come without a pause: a record that was no event has none. */
    private static final Duration LONGEST_GRACE = Duration.ofSeconds(10);

    /** Where to begin. */
    public enum From {
        BEGINNING,
        /** What is committed after the collector was opened. */
        NOW
    }

    /**
     * When to end, beside {@link #stop}.
     *
     * @param outcomes exactly so many masks and failures, then their latencies; 0 for any number
     * @param idle time without any event; zero for any time
     */
    public record Until(long outcomes, Duration idle) {
        /** Only when stopped. */
        public static final Until STOPPED = new Until(0, Duration.ZERO);
    }

    private final Consumer<byte[], byte[]> consumer;
    private final Topics topics;
    private final EventMapper mapper = new EventMapper();
    /** Records of outcomes that were read, but are more than were asked for: the next run begins with them. */
    private final Deque<ConsumerRecord<byte[], byte[]>> kept = new ArrayDeque<>();

    private final Pairing pairing = new Pairing();
    private volatile boolean stopped;
    private long outcomes;

    /** @param consumer that has its partitions and places; it is closed with the collector */
    Collector(Consumer<byte[], byte[]> consumer, Topics topics) {
        this.consumer = consumer;
        this.topics = topics;
    }

    /**
     * Fixes the place to read from: with {@link From#NOW}, whatever is submitted after this returns is seen.
     *
     * @throws TopicsException where Kafka does not answer, or a topic is missing
     */
    public static Collector open(ClientConfig config, From from) throws TopicsException, InterruptedException {
        var topics = config.topics();
        var sizes = new TopicSetup(config.kafka(), config.patience())
                .require(List.of(topics.masks(), topics.failures(), topics.latency()));
        var partitions = sizes.entrySet().stream()
                .flatMap(topic -> IntStream.range(0, topic.getValue())
                        .mapToObj(partition -> new TopicPartition(topic.getKey(), partition)))
                .toList();
        var consumer = CommittedConsumer.of(config);
        boolean ready = false;
        try {
            consumer.assign(partitions);
            if (from == From.BEGINNING) {
                consumer.seekToBeginning(partitions);
            } else {
                consumer.seekToEnd(partitions);
            }
            partitions.forEach(partition -> consumer.position(partition, config.patience()));
            ready = true;
            return new Collector(consumer, topics);
        } finally {
            if (!ready) {
                consumer.close();
            }
        }
    }

    /**
     * Reads on the caller's thread until it is time to end; may be called again, to go on. Outcomes that were not asked for are left for then.
     *
     * @return masks and failures read by this call
     * @throws KafkaException where Kafka does not let it read
     */
    public long run(Until until, OutcomeListener listener) {
        outcomes = 0;
        pairing.begin();
        consumer.resume(consumer.paused());
        long lastEvent = System.nanoTime();
        long enough = lastEvent;
        handKept(until, listener);
        try {
            while (!stopped) {
                if (isEnough(until)) {
                    consumer.pause(outcomePartitions());
                } else {
                    enough = System.nanoTime();
                }
                var records = consumer.poll(POLL);
                records.forEach(record -> take(record, until, listener));
                long now = System.nanoTime();
                lastEvent = records.isEmpty() ? lastEvent : now;
                if (isOver(until, Duration.ofNanos(now - lastEvent), Duration.ofNanos(now - enough))) {
                    break;
                }
            }
        } catch (WakeupException stop) {
            stopped = true;
        }
        return outcomes;
    }

    private void handKept(Until until, OutcomeListener listener) {
        while (!kept.isEmpty() && !isEnough(until)) {
            hand(kept.remove(), listener);
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record, Until until, OutcomeListener listener) {
        if (isEnough(until) && !record.topic().equals(topics.latency())) {
            kept.add(record);
        } else {
            hand(record, listener);
        }
    }

    private Set<TopicPartition> outcomePartitions() {
        return consumer.assignment().stream()
                .filter(partition -> !partition.topic().equals(topics.latency()))
                .collect(Collectors.toSet());
    }

    private boolean isEnough(Until until) {
        return until.outcomes > 0 && outcomes >= until.outcomes;
    }

    private boolean isOver(Until until, Duration quiet, Duration sinceEnough) {
        boolean idle = !until.idle.isZero() && quiet.compareTo(until.idle) >= 0;
        boolean complete =
                pairing.isComplete() || quiet.compareTo(GRACE) >= 0 || sinceEnough.compareTo(LONGEST_GRACE) >= 0;
        return idle || (isEnough(until) && complete);
    }

    /** Ends {@link #run}, from any thread. */
    public void stop() {
        stopped = true;
        consumer.wakeup();
    }

    private void hand(ConsumerRecord<byte[], byte[]> record, OutcomeListener listener) {
        String place = "%s-%d-%d".formatted(record.topic(), record.partition(), record.offset());
        if (record.value() == null) {
            listener.unreadable(place + " has no value");
            return;
        }
        try {
            if (record.topic().equals(topics.latency())) {
                var latency = mapper.read(record.value(), LatencyEvent.class);
                pairing.latency(latency.imageId());
                listener.latency(latency);
                return;
            }
            Outcome outcome = record.topic().equals(topics.masks())
                    ? mapper.read(record.value(), MaskEvent.class)
                    : mapper.read(record.value(), FailureEvent.class);
            outcomes++;
            pairing.outcome(outcome.imageId());
            listener.outcome(outcome);
        } catch (InvalidEventException invalid) {
            listener.unreadable(place + ": " + invalid.getMessage());
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
