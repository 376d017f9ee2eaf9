package io.maskstream.worker.topology.runtime;

import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.REPLACE_THREAD;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

final class ThreadFailuresTest {
    private static final int MOST = 10;

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000); // overflows soon, as it may
    private final List<String> fatal = new ArrayList<>();
    private final ThreadFailures failures = new ThreadFailures(nanos::get, "one", fatal::add);

    @Test
    void shouldForgetThoseOfLongAgo() {
        // Given
        for (int thread = 0; thread < MOST; thread++) {
            failures.handle(new TimeoutException("no answer"));
        }
        // When
        nanos.addAndGet(Duration.ofMinutes(6).toNanos());
        // Then
        assertThat(failures.handle(new TimeoutException("no answer"))).isEqualTo(REPLACE_THREAD);
        assertThat(fatal).isEmpty();
    }
}
