package io.maskstream.worker.topology.runtime;

import io.maskstream.worker.topology.runtime.settings.ClientSettings;
import io.maskstream.worker.topology.runtime.settings.KafkaConfig;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where a partition is read on by whoever takes it over: at the commit of the group. */
public final class Resumption {
    private static final Logger log = LoggerFactory.getLogger(Resumption.class);
    private static final Duration ASK_AGAIN_AFTER = Duration.ofMillis(200);
    /** Later nobody waits for it any more. */
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private Resumption() {}

    /** Asks until Kafka answers, on a thread of its own. Where nothing was committed reading begins at the beginning, 0. */
    public static CompletableFuture<Long> ask(KafkaConfig config, TopicPartition partition) {
        var answer = new CompletableFuture<Long>();
        var asking = new Thread(() -> ask(config, partition, answer), "resumption-" + partition.partition());
        asking.setDaemon(true);
        asking.start();
        return answer;
    }

    private static void ask(KafkaConfig config, TopicPartition partition, CompletableFuture<Long> answer) {
        long end = System.nanoTime() + LONGEST.toNanos();
        try (var admin =
                Admin.create(ClientSettings.of(config.properties(), "admin.", AdminClientConfig.configNames()))) {
            while (!answer.isDone() && System.nanoTime() < end) {
                try {
                    var committed = admin.listConsumerGroupOffsets(config.applicationId())
                            .partitionsToOffsetAndMetadata()
                            .get()
                            .get(partition);
                    answer.complete(committed == null ? 0 : committed.offset());
                } catch (ExecutionException unanswered) {
                    log.debug("Kafka does not say where {} is read on", partition, unanswered);
                    TimeUnit.MILLISECONDS.sleep(ASK_AGAIN_AFTER.toMillis());
                }
            }
        } catch (KafkaException refused) {
            log.debug("Kafka cannot be asked where {} is read on", partition, refused);
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }
}
