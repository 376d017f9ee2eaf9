package io.maskstream.standalone.broker;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.maskstream.standalone.process.JavaCommand;
import io.maskstream.standalone.process.JavaProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EmbeddedBrokerIT {
    @Test
    void shouldKeepWhatATransactionCommitsAndLeaveOnlyItsLog(@TempDir Path folder) throws Exception {
        long pid;
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder)) {
            // Given
            pid = broker.pid();
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
                admin.createTopics(List.of(new NewTopic("pictures", 2, (short) 1)))
                        .all()
                        .get(30, SECONDS);
            }
            // When
            produceInATransaction(broker.bootstrapServers());
            // Then
            assertThat(consumeCommitted(broker.bootstrapServers())).containsExactly("cat");
        }
        assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
        try (var left = Files.list(folder)) {
            assertThat(left).containsExactly(folder.resolve("broker.log"));
        }
    }

    @Test
    void shouldDieWithAParentThatIsKilled(@TempDir Path folder) throws Exception {
        // Given
        Path log = folder.resolve("parent.log");
        JavaProcess parent = JavaProcess.start(
                new JavaCommand("parent", BrokerParent.class, List.of(), List.of(folder.toString()), log));
        try {
            await().atMost(Duration.ofMinutes(2))
                    .until(() -> Files.readString(log).contains("broker="));
            long broker = Long.parseLong(Files.readString(log).replaceAll("(?s).*broker=(\\d+).*", "$1"));
            // When
            parent.stop(Duration.ZERO);
            // Then
            await().atMost(Duration.ofSeconds(30)).until(() -> ProcessHandle.of(broker)
                    .filter(ProcessHandle::isAlive)
                    .isEmpty());
            try (var left = Files.list(folder)) {
                assertThat(left)
                        .extracting(path -> path.getFileName().toString())
                        .containsExactlyInAnyOrder("broker.log", "parent.log");
            }
        } finally {
            parent.stop(Duration.ZERO);
        }
    }

    /** Starts a broker, says its process id, and waits to be killed. */
    static final class BrokerParent {
        private BrokerParent() {}

        public static void main(String[] arguments) throws IOException, InterruptedException {
            EmbeddedBroker broker = EmbeddedBroker.start(Path.of(arguments[0]));
            System.out.println("broker=" + broker.pid() + ";");
            Thread.currentThread().join();
        }
    }

    private static void produceInATransaction(String bootstrapServers) {
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", bootstrapServers, "transactional.id", "test"),
                new StringSerializer(),
                new StringSerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            var unused = producer.send(new ProducerRecord<>("pictures", "key", "dog"));
            producer.abortTransaction();
            producer.beginTransaction();
            unused = producer.send(new ProducerRecord<>("pictures", "key", "cat"));
            producer.commitTransaction();
        }
    }

    private static List<String> consumeCommitted(String bootstrapServers) {
        List<String> values = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of(
                        "bootstrap.servers", bootstrapServers,
                        "group.id", "test",
                        "auto.offset.reset", "earliest",
                        "isolation.level", "read_committed"),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.subscribe(List.of("pictures"));
            await().atMost(Duration.ofMinutes(1)).until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> values.add(record.value()));
                return !values.isEmpty();
            });
        }
        return values;
    }
}
