package io.maskstream.worker.doctor.kafka;

import static java.util.Objects.requireNonNull;

import io.maskstream.worker.doctor.Check;
import io.maskstream.worker.doctor.Finding;
import io.maskstream.worker.topology.access.Refusal;
import io.maskstream.worker.topology.runtime.settings.KafkaConfig;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * Whether Kafka answers.
 *
 * @param nanoTime monotonic nanoseconds
 */
public record BrokerCheck(KafkaConfig config, KafkaFacts facts, LongSupplier nanoTime) implements Check {
    /** The name of this check, after which all others of Kafka come. */
    static final String NAME = "kafka";

    private static final int SHOWN = 3;

    public BrokerCheck {
        requireNonNull(facts, "facts is null");
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Finding look() throws InterruptedException {
        long begin = nanoTime.getAsLong();
        try {
            var cluster = facts.cluster();
            long millis = Duration.ofNanos(nanoTime.getAsLong() - begin).toMillis();
            var brokers = cluster.brokers();
            return Finding.ok("%d %s (%s%s), %sanswered in %d ms"
                    .formatted(
                            brokers.size(),
                            brokers.size() == 1 ? "broker" : "brokers",
                            brokers.stream().limit(SHOWN).collect(Collectors.joining(", ")),
                            brokers.size() > SHOWN ? ", ..." : "",
                            cluster.metadataVersion().isPresent()
                                    ? "metadata.version "
                                            + cluster.metadataVersion().getAsInt() + ", "
                                    : "",
                            millis));
        } catch (FactsException unanswered) {
            var refusal = Refusal.of(unanswered);
            if (refusal.isPresent()) {
                return Finding.fail(
                        "Kafka at %s %s"
                                .formatted(
                                        config.bootstrapServers(), refusal.get().why()),
                        refusal.get().remedy());
            }
            return Finding.fail(
                    "%s cannot be used: %s".formatted(config.bootstrapServers(), unanswered.getMessage()),
                    "start Kafka, or set --kafka.bootstrap.servers to where it is, and its security under kafka.");
        }
    }
}
