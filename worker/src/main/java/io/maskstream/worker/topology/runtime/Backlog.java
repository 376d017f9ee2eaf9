package io.maskstream.worker.topology.runtime;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far a worker is behind, asked of the brokers every few seconds.
 *
 * <p>Its consumers do not know: {@code records-lag-max} is the worst of a minute, is nothing where nothing was fetched for as long, leaves out the thousands
 * that Kafka Streams holds, and of a partition that waits behind another it is from before.
 */
final class Backlog implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Backlog.class);
    private static final Duration ASK_EVERY = Duration.ofSeconds(5);
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(1);

    private final Admin admin;
    private final String group;
    private final Supplier<Set<TopicPartition>> own;
    private final Thread asking = new Thread(this::keepAsking, "backlog");
    private volatile double records;

    /**
     * @param admin the caller's
     * @param own partitions that this worker reads now
     */
    Backlog(Admin admin, String group, Supplier<Set<TopicPartition>> own) {
        this.admin = admin;
        this.group = group;
        this.own = own;
        asking.setDaemon(true);
    }

    void start() {
        asking.start();
    }

    /** Records behind the last commit, of the partition that has the most, when the brokers answered last. */
    double records() {
        return records;
    }

    private void keepAsking() {
        try {
            while (true) {
                ask();
                TimeUnit.MILLISECONDS.sleep(ASK_EVERY.toMillis());
            }
        } catch (InterruptedException closing) {
            // nobody is left to be told
        }
    }

    private void ask() throws InterruptedException {
        try {
            var partitions = own.get();
            var latest = partitions.stream()
                    .collect(Collectors.toMap(Function.identity(), partition -> OffsetSpec.latest()));
            var ends = new HashMap<TopicPartition, Long>();
            admin.listOffsets(latest, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                    .all()
                    .get()
                    .forEach((partition, end) -> ends.put(partition, end.offset()));
            records = worst(
                    ends,
                    admin.listConsumerGroupOffsets(group)
                            .partitionsToOffsetAndMetadata()
                            .get());
        } catch (ExecutionException | KafkaException unanswered) {
            log.debug("the brokers do not say how far this worker is behind", unanswered);
        }
    }

    /** A partition of which nothing was committed yet has no place to count from. */
    static double worst(Map<TopicPartition, Long> ends, Map<TopicPartition, OffsetAndMetadata> committed) {
        long worst = 0;
        for (var end : ends.entrySet()) {
            var next = committed.get(end.getKey());
            if (next != null) {
                worst = Math.max(worst, end.getValue() - next.offset());
            }
        }
        return worst;
    }

    @Override
    public void close() {
        asking.interrupt();
        try {
            asking.join(LONGEST_CLOSE.toMillis());
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
    }
}
