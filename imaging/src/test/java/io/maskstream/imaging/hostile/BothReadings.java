package io.maskstream.imaging.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.maskstream.imaging.ImageDecoder;
import io.maskstream.imaging.ImageException;
import io.maskstream.imaging.ImageException.Kind;
import java.nio.ByteBuffer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Reads each file at its own size, and into a small buffer as for a model: each takes another way through the decoder. */
final class BothReadings {
    private static final int SIDE = 8;

    private static final ImageDecoder DECODER = new ImageDecoder(100_000_000);

    private BothReadings() {}

    static void assertRefused(byte[] hostile, Kind expected) {
        assertRefused("at its own size", () -> DECODER.decode(hostile), expected);
        assertRefused("into a small buffer", () -> small(hostile), expected);
    }

    private static void assertRefused(String how, ThrowingCallable reading, Kind expected) {
        var refused = catchThrowableOfType(ImageException.class, reading);
        assertThat(refused).as(how).isNotNull();
        assertThat(refused.kind()).as("%s: %s", how, refused.getMessage()).isEqualTo(expected);
    }

    /** What is odd about the one file changes nothing of what is seen. */
    static void assertSameImage(byte[] odd, byte[] plain) throws ImageException {
        assertThat(DECODER.header(odd)).isEqualTo(DECODER.header(plain));
        assertThat(DECODER.decode(odd).pixels())
                .as("at its own size")
                .isEqualTo(DECODER.decode(plain).pixels());
        assertThat(small(odd)).as("into a small buffer").isEqualTo(small(plain));
    }

    static void assertSize(byte[] odd, int width, int height) throws ImageException {
        var image = DECODER.decode(odd);
        assertThat(image.width()).isEqualTo(width);
        assertThat(image.height()).isEqualTo(height);
        var header = DECODER.decodeInto(odd, SIDE, SIDE, buffer());
        assertThat(header.width()).isEqualTo(width);
        assertThat(header.height()).isEqualTo(height);
        assertThat(header.orientation()).isBetween(1, 8);
    }

    private static byte[] small(byte[] encoded) throws ImageException {
        var target = buffer();
        DECODER.decodeInto(encoded, SIDE, SIDE, target);
        byte[] pixels = new byte[target.flip().remaining()];
        target.get(pixels);
        return pixels;
    }

    private static ByteBuffer buffer() {
        return ByteBuffer.allocateDirect(SIDE * SIDE * 3);
    }
}
