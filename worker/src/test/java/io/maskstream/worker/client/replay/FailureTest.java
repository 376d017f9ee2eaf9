package io.maskstream.worker.client.replay;

import static io.maskstream.worker.client.replay.Failures.failure;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.maskstream.schemas.event.FailureEvent;
import io.maskstream.schemas.event.FailureReason;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class FailureTest {
    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

    @Test
    void shouldNameTheRecordThatFailedAndNotTheFailure() {
        // Given: written twice, as at_least_once may
        var once = failure(5, 7, 1_000);
        var twice = failure(6, 7, 1_000);
        // When / Then
        assertThat(once.original()).isEqualTo("test.images-2-7@1000").isEqualTo(twice.original());
        assertThat(once.place()).isEqualTo("test.failures-0-5");
        assertThat(failure(7, 7, 2_000).original())
                .as("of a topic that was made anew")
                .isNotEqualTo(once.original());
    }

    @Test
    void shouldSendOwnHeadersAndWhereTheyComeFrom() {
        // Given
        var own = new RecordHeaders()
                .add("mine", "x".getBytes(UTF_8))
                .add("__streams.errors.message", "gone".getBytes(UTF_8));
        var first = failure(5, 7, 1_000);
        // When
        var once = first.headers(own);
        var twice = failure(9, 8, 2_000).headers(once);
        // Then
        assertThat(once.stream()
                        .collect(Collectors.toMap(header -> header.key(), header -> new String(header.value(), UTF_8))))
                .containsOnly(
                        entry("mine", "x"),
                        entry("maskstream.replay.of", "test.failures-0-5"),
                        entry("maskstream.replay.count", "1"));
        assertThat(twice.stream()
                        .collect(Collectors.toMap(header -> header.key(), header -> new String(header.value(), UTF_8))))
                .containsOnly(
                        entry("mine", "x"),
                        entry("maskstream.replay.of", "test.failures-0-9"),
                        entry("maskstream.replay.count", "2"));
    }

    @Test
    void shouldCountFromOneWhereTheCountIsNoNumber() {
        // Given
        var own = new RecordHeaders().add("maskstream.replay.count", null).add("maskstream.replay.count", new byte[1]);
        // When / Then
        assertThat(failure(5, 7, 1_000).headers(own))
                .extracting(header -> new String(header.value(), UTF_8))
                .containsExactly("test.failures-0-5", "1");
    }

    @Test
    void shouldSelectByReasonTimeAndImage() {
        // Given
        var event = failure(5, 7, 1_000).event(); // NOT_FOUND, at noon, image-7
        // When / Then
        assertThat(selects(Set.of(), null, null, Set.of(), event)).isTrue();
        assertThat(selects(
                        Set.of(FailureReason.NOT_FOUND, FailureReason.TIMEOUT), NOON, null, Set.of("image-7"), event))
                .isTrue();
        assertThat(selects(Set.of(FailureReason.TIMEOUT), null, null, Set.of(), event))
                .isFalse();
        assertThat(selects(Set.of(), NOON.plusMillis(1), null, Set.of(), event)).isFalse();
        assertThat(selects(Set.of(), null, NOON, Set.of(), event)).isFalse();
        assertThat(selects(Set.of(), null, NOON.plusMillis(1), Set.of(), event)).isTrue();
        assertThat(selects(Set.of(), null, null, Set.of("image-8"), event)).isFalse();
    }

    private static boolean selects(
            Set<FailureReason> reasons,
            @Nullable Instant since,
            @Nullable Instant until,
            Set<String> imageIds,
            FailureEvent event) {
        return new Selection(reasons, since, until, imageIds).includes(event);
    }
}
