package io.maskstream.worker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.maskstream.schemas.event.FailureEvent;
import io.maskstream.schemas.event.FailureReason;
import io.maskstream.schemas.event.SourceRecord;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ReplayCommandTest {
    @Test
    void shouldShowAFailureOnOneLineWhateverItsSenderWrote() {
        // Given
        var failure = new FailureEvent(
                "cat\u001b]0;owned\u0007\n2026-01-01T00:00:00Z  dog",
                null,
                FailureReason.NOT_FOUND,
                "gone\r\nreally",
                1,
                new SourceRecord("t", 0, 0),
                Instant.EPOCH,
                Map.of());
        // When / Then
        assertThat(ReplayCommand.row(failure))
                .isEqualTo("  1970-01-01T00:00:00Z  cat?]0;owned??2026-01-01T00:00:00Z  dog  NOT_FOUND  gone??really");
    }
}
