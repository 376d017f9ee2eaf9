package io.maskstream.worker.topology.runtime.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maskstream.worker.topology.Topics;
import io.maskstream.worker.topology.runtime.settings.KafkaConfig;
import io.maskstream.worker.topology.runtime.settings.ProcessingGuarantee;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TopicsFoundTest {
    private static final KafkaConfig CONFIG = new KafkaConfig(
            Map.of("bootstrap.servers", "kafka:9092"),
            "app",
            "worker-1",
            ProcessingGuarantee.EXACTLY_ONCE,
            Duration.ofMillis(100),
            1,
            Path.of("state"),
            Duration.ofSeconds(30),
            900_000);

    @Test
    void shouldFitIntoTopicsAsKafkaMakesThem() {
        assertThatCode(() -> found(Map.of()).requireRoom(CONFIG)).doesNotThrowAnyException();
    }

    @Test
    void shouldNameTopicNumbersAndBothRemediesWhereAnOutputTakesTooLittle() {
        assertThatThrownBy(() -> found(Map.of("cats.masks", 500_000)).requireRoom(CONFIG))
                .isInstanceOf(TopicsException.class)
                .hasMessageContaining("cats.masks takes at most 500000 bytes")
                .hasMessageContaining("may send 1031072")
                .hasMessageContaining("lower mask.inline-limit to 368928")
                .hasMessageContaining(
                        "kafka-configs.sh --bootstrap-server kafka:9092 --alter --entity-type topics --entity-name cats.masks --add-config max.message.bytes=1031072");
    }

    @Test
    void shouldNotAdviseAMaskOfLessThanNothing() {
        assertThatThrownBy(() -> found(Map.of("cats.latency", 1_000)).requireRoom(CONFIG))
                .hasMessageContaining("cats.latency")
                .hasMessageNotContaining("mask.inline-limit");
    }

    @Test
    void shouldTellHowLargeAReferenceMayBe() {
        assertThat(found(Map.of("cats.images", 2_000_000)).largestImageRecordBytes())
                .isEqualTo(2_000_000);
        assertThat(found(Map.of()).largestImageRecordBytes()).isEqualTo(TopicsFound.ASSUMED_BYTES);
    }

    private static TopicsFound found(Map<String, Integer> limits) {
        return new TopicsFound(new Topics("cats"), Map.of(), limits);
    }
}
