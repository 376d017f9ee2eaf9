package io.maskstream.worker.pipeline;

import static io.maskstream.worker.pipeline.Pipelines.PNG;
import static io.maskstream.worker.pipeline.Pipelines.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.maskstream.schemas.event.FailureEvent;
import io.maskstream.schemas.event.FailureReason;
import io.maskstream.worker.source.reading.ImageSource;
import io.maskstream.worker.source.reading.SourceException;
import io.maskstream.worker.testing.TestModels;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong in a stage: whom it is told, and whether it may pass. */
final class StageFailuresTest {
    private static final TestModels MODEL = TestModels.colours(6, 3);

    private final Path folder;

    StageFailuresTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void shouldMakeAFailureOfAnErrorThatNobodyForesaw() throws Exception {
        // Given
        ImageSource source = (uri, allowance) -> {
            throw new IllegalStateException("a bug");
        };
        try (var pipeline = Pipelines.open(source, MODEL, PNG, folder)) {
            // When
            var failure = (FailureEvent) pipeline.segment(request("file:///a")).outcome();
            // Then
            assertThat(failure.reason()).isEqualTo(FailureReason.INTERNAL_ERROR);
            assertThat(failure.detail()).contains("error in the worker", "IllegalStateException");
            assertThat(pipeline.broken).isEmpty();
            assertThat(pipeline.pipeline().memoryBytes()).isZero();
        }
    }

    @Test
    void shouldTellOfWhatIsWrongWithTheProcessAndBlameNoImage() throws Exception {
        // Given
        ImageSource source = (uri, allowance) -> {
            throw new OutOfMemoryError("no heap");
        };
        try (var pipeline = Pipelines.open(source, MODEL, PNG, folder)) {
            // When
            var image = pipeline.begin(request("file:///a"));
            var told = pipeline.broken.poll(60, TimeUnit.SECONDS);
            // Then
            assertThat(told).isInstanceOf(OutOfMemoryError.class);
            assertThat(image).isNotDone();
        }
    }

    @Test
    void shouldSayWhichFailuresMayPass() throws Exception {
        for (var reason : FailureReason.values()) {
            // Given
            ImageSource source = (uri, allowance) -> {
                throw new SourceException(reason, "because");
            };
            try (var pipeline = Pipelines.open(source, MODEL, PNG, folder)) {
                // When / Then
                assertThat(pipeline.segment(request("file:///a")).mayPass()).isEqualTo(reason.mayPass());
            }
        }
    }

    @Test
    void shouldHandOnHowLongASourceAsksToBeLeftAlone() throws Exception {
        // Given
        var asked = Duration.ofSeconds(7);
        ImageSource source = (uri, allowance) -> {
            throw new SourceException(FailureReason.UNAVAILABLE, "because", asked);
        };
        try (var pipeline = Pipelines.open(source, MODEL, PNG, folder)) {
            // When / Then
            assertThat(pipeline.segment(request("file:///a")).leastDelay()).isEqualTo(asked);
        }
    }

    @Test
    void shouldTryAnErrorOfItsOwnOnceMore() throws Exception {
        // Given
        ImageSource source = (uri, allowance) -> {
            throw new IllegalStateException("a bug");
        };
        try (var pipeline = Pipelines.open(source, MODEL, PNG, folder)) {
            // When / Then
            for (int attempt = 1; attempt <= 3; attempt++) {
                var request = new ImageRequest("a", "file:///a", Map.of(), Pipelines.RECORD, attempt);
                assertThat(pipeline.segment(request).mayPass()).isEqualTo(attempt == 1);
            }
        }
    }
}
