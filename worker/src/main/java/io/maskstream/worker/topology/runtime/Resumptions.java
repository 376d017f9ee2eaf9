package io.maskstream.worker.topology.runtime;

import io.maskstream.worker.topology.runtime.settings.ClientSettings;
import io.maskstream.worker.topology.runtime.settings.KafkaConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where partitions are read on by whoever takes them over: at the commit of the group.
 *
 * <p>A worker may take over dozens at once. Kafka's answer serves all partitions that waited when it was asked, and none that came meanwhile: whoever had
 * those before may have committed since. Thread-safe.
 */
public final class Resumptions {
    private static final Logger log = LoggerFactory.getLogger(Resumptions.class);
    private static final Duration ASK_AGAIN_AFTER = Duration.ofMillis(200);
    /** Later nobody waits for it any more. */
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final Supplier<Commits> connect;
    private final LongSupplier nanoTime;
    private final List<Asked> waiting = new ArrayList<>();
    private boolean asking;

    /** What the group has committed, asked of Kafka each time. */
    interface Commits extends AutoCloseable {
        /** By partition; those are missing that nothing was committed of. */
        Map<TopicPartition, OffsetAndMetadata> ask() throws ExecutionException, InterruptedException;

        @Override
        void close();
    }

    private record Asked(TopicPartition partition, long since, CompletableFuture<Long> answer) {}

    /** Connects to Kafka only while something is asked for. */
    public Resumptions(KafkaConfig config) {
        this(() -> connect(config), System::nanoTime);
    }

    Resumptions(Supplier<Commits> connect, LongSupplier nanoTime) {
        this.connect = connect;
        this.nanoTime = nanoTime;
    }

    private static Commits connect(KafkaConfig config) {
        var admin = Admin.create(ClientSettings.of(config.properties(), "admin.", AdminClientConfig.configNames()));
        return new Commits() {
            @Override
            public Map<TopicPartition, OffsetAndMetadata> ask() throws ExecutionException, InterruptedException {
                return admin.listConsumerGroupOffsets(config.applicationId())
                        .partitionsToOffsetAndMetadata()
                        .get();
            }

            @Override
            public void close() {
                admin.close();
            }
        };
    }

    /** Asks until Kafka answers, on a thread of its own. Where nothing was committed reading begins at the beginning, 0. */
    public synchronized CompletableFuture<Long> ask(TopicPartition partition) {
        var answer = new CompletableFuture<Long>();
        waiting.add(new Asked(partition, nanoTime.getAsLong(), answer));
        if (!asking) {
            asking = true;
            var thread = new Thread(this::keepAsking, "resumptions");
            thread.setDaemon(true);
            thread.start();
        }
        return answer;
    }

    private void keepAsking() {
        try (var commits = connect.get()) {
            for (var batch = next(); !batch.isEmpty(); batch = next()) {
                try {
                    answer(batch, commits.ask());
                } catch (ExecutionException unanswered) {
                    log.debug("Kafka does not say where the group reads on", unanswered);
                    TimeUnit.MILLISECONDS.sleep(ASK_AGAIN_AFTER.toMillis());
                }
            }
        } catch (KafkaException refused) {
            log.debug("Kafka cannot be asked where the group reads on", refused);
            giveUp();
        } catch (InterruptedException ending) {
            giveUp();
            Thread.currentThread().interrupt();
        }
    }

    /** What still waits; where that is nothing the thread ends. */
    private synchronized List<Asked> next() {
        long now = nanoTime.getAsLong();
        waiting.removeIf(asked -> asked.answer().isDone() || now - asked.since() > LONGEST.toNanos());
        asking = !waiting.isEmpty();
        return List.copyOf(waiting);
    }

    private synchronized void giveUp() {
        waiting.clear();
        asking = false;
    }

    private static void answer(List<Asked> batch, Map<TopicPartition, OffsetAndMetadata> commits) {
        for (var asked : batch) {
            var committed = commits.get(asked.partition());
            asked.answer().complete(committed == null ? 0 : committed.offset());
        }
    }
}
