package io.maskstream.worker.topology.runtime.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.maskstream.worker.telemetry.Meters;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProductionExceptionHandler.Result;
import org.apache.kafka.streams.processor.TaskId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RefusedOutputsTest {
    private final Exception tooLarge = new RecordTooLargeException("too large");
    private final RefusedOutputs handler = new RefusedOutputs();

    @Test
    void shouldGoOnWithoutAnEventThatWillNeverBeTaken() {
        try (var meters = new Meters()) {
            // Given
            handler.configure(
                    Map.of(RefusedOutputs.METERS, meters, StreamsConfig.PROCESSING_GUARANTEE_CONFIG, "at_least_once"));
            // When / Then
            assertThat(result("maskstream.masks", tooLarge)).isEqualTo(Result.RESUME);
        }
    }

    @Test
    void shouldNotTryToGoOnInATransactionThatKafkaWillNotCommit() {
        try (var meters = new Meters()) {
            // Given
            handler.configure(Map.of(
                    RefusedOutputs.METERS, meters, StreamsConfig.PROCESSING_GUARANTEE_CONFIG, "exactly_once_v2"));
            // When / Then
            assertThat(result("maskstream.masks", tooLarge)).isEqualTo(Result.FAIL);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"maskstream-worker-pending-changelog", "maskstream-worker-images-repartition"})
    void shouldNeverGoOnWithoutARecordOfKafkaStreamsOwn(String topic) {
        assertThat(result(topic, tooLarge)).isEqualTo(Result.FAIL);
    }

    @Test
    void shouldFailForWhatMayPass() {
        assertThat(result("maskstream.masks", new TimeoutException("no answer")))
                .isEqualTo(Result.FAIL);
    }

    private Result result(String topic, Exception exception) {
        return handler.handleError(new Context(), new ProducerRecord<>(topic, new byte[0]), exception)
                .result();
    }

    private record Context() implements ErrorHandlerContext {
        @Override
        public String topic() {
            return "maskstream.images";
        }

        @Override
        public int partition() {
            return 0;
        }

        @Override
        public long offset() {
            return 7;
        }

        @Override
        public Headers headers() {
            return new RecordHeaders();
        }

        @Override
        public String processorNodeId() {
            return "masks";
        }

        @Override
        public TaskId taskId() {
            return new TaskId(0, 0);
        }

        @Override
        public long timestamp() {
            return 0;
        }

        @Override
        public byte[] sourceRawKey() {
            return new byte[0];
        }

        @Override
        public byte[] sourceRawValue() {
            return new byte[0];
        }
    }
}
