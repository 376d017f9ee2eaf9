package io.maskstream.standalone.demo.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.maskstream.imaging.ImageDecoder;
import io.maskstream.schemas.event.FailureEvent;
import io.maskstream.schemas.event.FailureReason;
import io.maskstream.schemas.event.LatencyEvent;
import io.maskstream.schemas.event.Outcome;
import io.maskstream.schemas.event.SourceRecord;
import io.maskstream.standalone.page.RunSummary;
import io.maskstream.worker.client.OutcomeListener;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReportTest {

    @Test
    void shouldShowAnIdThatIsNoText(@TempDir Path folder) throws Exception {
        // Given: JSON may have half a surrogate pair in it, and whoever sends events may write it
        var output = new OutputFolder(folder);
        var thumbnails = new Thumbnails((uri, allowance) -> new byte[0], new ImageDecoder(1));
        var results = new RunResults(output, new NoFiles(), thumbnails, () -> {});
        results.outcome(new FailureEvent(
                "half \ud83d of a pair",
                null,
                FailureReason.NOT_FOUND,
                "gone",
                1,
                new SourceRecord("images", 0, 0),
                Instant.EPOCH,
                Map.of()));
        // When
        new Report(output, "Pets", 1).write(results, new RunSummary.Timing(1, 1), 0);
        // Then
        assertThat(output.page()).content().contains("half ? of a pair");
    }

    private static final class NoFiles implements OutcomeListener {
        @Override
        public void outcome(Outcome outcome) {}

        @Override
        public void latency(LatencyEvent latency) {}

        @Override
        public void unreadable(String sentence) {}
    }
}
