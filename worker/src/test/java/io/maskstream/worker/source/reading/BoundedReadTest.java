package io.maskstream.worker.source.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.maskstream.schemas.event.FailureReason;
import java.io.ByteArrayInputStream;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BoundedReadTest {
    private static final int LIMIT = 1 << 20;

    private final byte[] image = new byte[300_000];

    BoundedReadTest() {
        new Random(1).nextBytes(image);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 0, 1, 299_999, 300_000, 300_001, LIMIT})
    void shouldReadAllThatThereIsWhateverSizeIsClaimed(long claimed) throws Exception {
        // When
        byte[] bytes =
                new BoundedRead("file:///a.jpg", LIMIT, ByteAllowance.UNLIMITED).readAll(new Greed(image), claimed);
        // Then
        assertThat(bytes).isEqualTo(image);
    }

    @Test
    void shouldAskForLittleAtATimeBecauseTheJdkKeepsAsMuchForEachThread() throws Exception {
        // Given
        var stream = new Greed(image);
        // When
        new BoundedRead("file:///a.jpg", LIMIT, ByteAllowance.UNLIMITED).readAll(stream, image.length);
        // Then
        assertThat(stream.mostAskedFor).isLessThanOrEqualTo(64 * 1024);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 1, 200_000, 300_000})
    void shouldStopAtTheLimitWhateverSizeIsClaimed(long claimed) {
        // Given
        var read = new BoundedRead("file:///a.jpg", 200_000, ByteAllowance.UNLIMITED);
        // When
        var refused = catchThrowableOfType(SourceException.class, () -> read.readAll(new Greed(image), claimed));
        // Then
        assertThat(refused.reason()).isEqualTo(FailureReason.TOO_LARGE);
        assertThat(refused.detail()).contains("file:///a.jpg", "200,000 bytes", "source.max-bytes");
    }

    @Test
    void shouldTakeNoMoreMemoryThanIsGranted() {
        // Given
        var read = new BoundedRead("file:///a.jpg", LIMIT, bytes -> bytes <= 250_000);
        // When
        var shortage =
                catchThrowableOfType(MemoryShortageException.class, () -> read.readAll(new Greed(image), image.length));
        // Then
        assertThat(shortage.neededBytes()).isEqualTo(300_000);
    }

    /** Remembers the largest piece that it was asked for. */
    private static final class Greed extends ByteArrayInputStream {
        private int mostAskedFor;

        Greed(byte[] bytes) {
            super(bytes);
        }

        @Override
        public synchronized int read(byte[] bytes, int from, int length) {
            mostAskedFor = Math.max(mostAskedFor, length);
            return super.read(bytes, from, length);
        }
    }
}
