package io.maskstream.worker.topology.runtime.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.INTEGER;

import io.maskstream.worker.telemetry.Meters;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class StreamsSettingsTest {
    private static final int LARGEST_PENDING = 1_100_000;

    private final Meters meters = new Meters();

    @AfterEach
    void close() {
        meters.close();
    }

    @Test
    void shouldGiveKafkaStreamsWhatItTakes() {
        // When
        var streams = new StreamsConfig(StreamsSettings.of(config(Map.of()), -1, LARGEST_PENDING, meters));
        // Then
        assertThat(streams.getMainConsumerConfigs("group", "client", 1))
                .containsEntry("group.instance.id", "worker-1-1")
                .containsEntry("max.poll.records", 32)
                .containsEntry("session.timeout.ms", 6_000);
        assertThat(streams.getProducerConfigs("client"))
                .containsEntry("linger.ms", 5)
                .containsEntry("transaction.timeout.ms", 10_000);
        assertThat(streams.getProducerConfigs("client").get("max.request.size"))
                .asInstanceOf(INTEGER)
                .isGreaterThan(900_000)
                .isEqualTo(LARGEST_PENDING);
        assertThat(streams.getString(StreamsConfig.GROUP_PROTOCOL_CONFIG)).isEqualTo("classic");
    }

    @Test
    void shouldLetTheUserOverrideWithAndWithoutTheClientsPrefix() {
        // When
        var settings = StreamsSettings.of(
                config(Map.of("linger.ms", "7", "consumer.session.timeout.ms", "9000")), -1, LARGEST_PENDING, meters);
        // Then
        assertThat(new StreamsConfig(settings).getProducerConfigs("client").get("linger.ms"))
                .hasToString("7");
        assertThat(new StreamsConfig(settings)
                        .getMainConsumerConfigs("g", "c", 1)
                        .get("session.timeout.ms"))
                .hasToString("9000");
    }

    @Test
    void shouldLeaveToTheBrokerWhatTheStreamsProtocolLeavesToIt() {
        // When
        var settings = StreamsSettings.of(config(Map.of("group.protocol", "streams")), -1, LARGEST_PENDING, meters);
        // Then
        assertThat(new StreamsConfig(settings).getMainConsumerConfigs("group", "client", 1))
                .doesNotContainKeys("group.instance.id", "session.timeout.ms", "heartbeat.interval.ms");
    }

    @ParameterizedTest
    @EnumSource(ProcessingGuarantee.class)
    void shouldReadOnlyWhatIsCommitted(ProcessingGuarantee guarantee) {
        // When
        var settings = StreamsSettings.of(config(Map.of(), guarantee), -1, LARGEST_PENDING, meters);
        // Then
        assertThat(new StreamsConfig(settings)
                        .getMainConsumerConfigs("g", "c", 1)
                        .get("isolation.level"))
                .isEqualTo("read_committed");
    }

    private static KafkaConfig config(Map<String, String> more) {
        return config(more, ProcessingGuarantee.EXACTLY_ONCE);
    }

    private static KafkaConfig config(Map<String, String> more, ProcessingGuarantee guarantee) {
        var properties = new HashMap<>(more);
        properties.put("bootstrap.servers", "localhost:9092");
        return new KafkaConfig(
                properties,
                "app",
                "worker-1",
                guarantee,
                Duration.ofMillis(50),
                1,
                Path.of("state"),
                Duration.ofSeconds(30),
                900_000);
    }
}
