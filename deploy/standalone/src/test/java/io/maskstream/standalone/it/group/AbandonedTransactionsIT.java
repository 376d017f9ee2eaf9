package io.maskstream.standalone.it.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.maskstream.standalone.it.broker.Broker;
import io.maskstream.standalone.it.broker.Wire;
import io.maskstream.standalone.it.process.WorkerProcess;
import io.maskstream.worker.testing.TestModels;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Transactions that dead workers left open hold up readers and whoever takes over, until somebody ends them. */
@ExtendWith(Broker.Fixture.class)
final class AbandonedTransactionsIT {
    /** Of these transactions; nobody else ends them while the test runs. */
    private static final Duration OWN_TIME = Duration.ofMinutes(14);

    private static final String HELD = "abandoned-held";
    private static final String OWN = "abandoned:survivor:7";
    private static final String MISSED = "abandoned:gone:1";
    private static final String STRANGER = "abandoned-2:gone:1";

    @Test
    void shouldEndThoseOfItsEarlierLivesAndOfWorkersThatTheGroupMissesAndNoOthers(Broker broker, @TempDir Path folder)
            throws Exception {
        // Given
        try (var wire = new Wire(broker, "abandoned");
                var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(HELD, 1, (short) 1))).all().get();
            try (var own = open(broker, OWN);
                    var missed = open(broker, MISSED);
                    var stranger = open(broker, STRANGER)) {
                assertThat(List.of(own, missed, stranger)).doesNotContainNull();
                assertThat(states(admin)).containsOnly(ongoing(OWN), ongoing(MISSED), ongoing(STRANGER));
                // When
                var model = TestModels.colours(64, 64).writeTo(folder);
                try (var survivor = WorkerProcess.start("survivor", wire, model, folder)) {
                    survivor.awaitReady();
                    // Then
                    await("the end of what the dead left open")
                            .atMost(Duration.ofMinutes(1))
                            .untilAsserted(() -> assertThat(states(admin)).contains(ended(OWN), ended(MISSED)));
                    assertThat(states(admin)).contains(ongoing(STRANGER));
                }
            }
        }
    }

    /** Begins a transaction and goes no further, as a producer does that is killed. */
    private static KafkaProducer<byte[], byte[]> open(Broker broker, String id) throws Exception {
        var producer = new KafkaProducer<>(
                Map.<String, Object>of(
                        "bootstrap.servers", broker.bootstrapServers(),
                        "transactional.id", id,
                        "transaction.timeout.ms", Math.toIntExact(OWN_TIME.toMillis())),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        producer.initTransactions();
        producer.beginTransaction();
        producer.send(new ProducerRecord<>(HELD, new byte[1])).get();
        return producer;
    }

    /** Of these three. */
    private static Map<String, TransactionState> states(Admin admin) throws ExecutionException, InterruptedException {
        return admin.listTransactions().all().get().stream()
                .filter(transaction -> Set.of(OWN, MISSED, STRANGER).contains(transaction.transactionalId()))
                .collect(Collectors.toMap(TransactionListing::transactionalId, TransactionListing::state));
    }

    private static Map.Entry<String, TransactionState> ongoing(String id) {
        return Map.entry(id, TransactionState.ONGOING);
    }

    /** As whoever takes over an id leaves it. */
    private static Map.Entry<String, TransactionState> ended(String id) {
        return Map.entry(id, TransactionState.EMPTY);
    }
}
