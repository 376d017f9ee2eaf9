package io.maskstream.imaging.hostile;

import static io.maskstream.imaging.Fixtures.bytes;
import static io.maskstream.imaging.Fixtures.concat;
import static io.maskstream.imaging.Fixtures.gradient;
import static io.maskstream.imaging.Fixtures.littleEndian;
import static io.maskstream.imaging.Fixtures.webp;
import static io.maskstream.imaging.ImageException.Kind.CORRUPT;
import static io.maskstream.imaging.ImageException.Kind.TOO_LARGE;
import static io.maskstream.imaging.hostile.Parts.text;
import static io.maskstream.imaging.hostile.Parts.threeBytes;
import static io.maskstream.imaging.hostile.Parts.with;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.maskstream.imaging.ImageException.Kind;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class HostileWebpTest {
    /** The flag of an extended file that says it is an animation. */
    private static final int ANIMATED = 2;

    private static final int MOST = 1 << 24;

    private static final byte[] WEBP = webp(gradient(40, 30), 80);

    /** The chunk with its pixels. */
    private static final byte[] STILL = Arrays.copyOfRange(WEBP, 12, WEBP.length);

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource({"simple", "extended"})
    void shouldRefuse(String what, Kind expected, byte[] hostile) {
        // When / Then
        BothReadings.assertRefused(hostile, expected);
    }

    static Stream<Arguments> simple() {
        return Stream.of(
                arguments("16383 x 16383", TOO_LARGE, with(WEBP, 26, 0xFF, 0x3F, 0xFF, 0x3F)),
                arguments("a chunk of 4 GiB", CORRUPT, with(WEBP, 16, 0xFF, 0xFF, 0xFF, 0xFF)),
                arguments("a file that says it is longer", CORRUPT, with(WEBP, 4, 0xFF, 0xFF, 0xFF, 0x7F)));
    }

    static Stream<Arguments> extended() {
        return Stream.of(
                arguments("a canvas of 2^24 on each side", CORRUPT, extended(MOST, MOST, 0, STILL)),
                arguments("a canvas of 2^24 x 1", CORRUPT, extended(MOST, 1, 0, STILL)),
                arguments("a canvas of 65536 x 65536", TOO_LARGE, extended(65_536, 65_536, 0, STILL)),
                arguments("a canvas larger than its picture", CORRUPT, extended(9_000, 9_000, 0, STILL)),
                arguments("a canvas smaller than its picture", CORRUPT, extended(4, 3, 0, STILL)),
                arguments("a frame outside its canvas", CORRUPT, extended(40, 30, ANIMATED, frame(8, 0, 40, 30))),
                arguments("a frame of 2^24 on each side", CORRUPT, extended(40, 30, ANIMATED, frame(0, 0, MOST, MOST))),
                arguments("no picture", CORRUPT, extended(40, 30, 0, chunk("EXIF", bytes(1, 2)))));
    }

    private static byte[] extended(int width, int height, int flags, byte[] chunks) {
        byte[] header = concat(bytes(flags, 0, 0, 0), threeBytes(width - 1), threeBytes(height - 1));
        byte[] body = concat(text("WEBP"), chunk("VP8X", header), chunks);
        return concat(text("RIFF"), littleEndian(body.length), body);
    }

    private static byte[] frame(int left, int top, int width, int height) {
        byte[] place = concat(
                threeBytes(left / 2), threeBytes(top / 2), threeBytes(width - 1), threeBytes(height - 1), new byte[4]);
        return chunk("ANMF", concat(place, STILL));
    }

    private static byte[] chunk(String type, byte[] data) {
        return concat(text(type), littleEndian(data.length), data, new byte[data.length & 1]);
    }
}
