package io.maskstream.imaging.hostile;

import static io.maskstream.imaging.Fixtures.encode;
import static io.maskstream.imaging.Fixtures.gradient;
import static io.maskstream.imaging.ImageException.Kind.CORRUPT;
import static io.maskstream.imaging.ImageException.Kind.TOO_LARGE;
import static io.maskstream.imaging.hostile.Parts.with;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.maskstream.imaging.ImageException.Kind;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class HostileBmpTest {
    private static final int PIXELS_START = 10;
    private static final int WIDTH = 18;
    private static final int HEIGHT = 22;
    private static final int BITS = 28;
    private static final int COMPRESSION = 30;
    private static final int COLOURS = 46;

    private static final byte[] BMP = encode(gradient(40, 30), "bmp");

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource({"sizes", "pixels"})
    void shouldRefuse(String what, Kind expected, byte[] hostile) {
        // When / Then
        BothReadings.assertRefused(hostile, expected);
    }

    static Stream<Arguments> sizes() {
        return Stream.of(
                arguments("65535 x 65535", TOO_LARGE, with(BMP, WIDTH, 0xFF, 0xFF, 0, 0, 0xFF, 0xFF, 0, 0)),
                arguments("a height of -2^31", CORRUPT, with(BMP, HEIGHT, 0, 0, 0, 0x80)),
                arguments("a negative width", CORRUPT, with(BMP, WIDTH, 0xFF, 0xFF, 0xFF, 0xFF)));
    }

    static Stream<Arguments> pixels() {
        byte[] palette = with(BMP, BITS, 8);
        return Stream.of(
                arguments("7 bits", CORRUPT, with(BMP, BITS, 7)),
                arguments("64 bits", CORRUPT, with(BMP, BITS, 64)),
                arguments("2^32 - 1 colours", CORRUPT, with(palette, COLOURS, 0xFF, 0xFF, 0xFF, 0xFF)),
                arguments("2^31 colours", CORRUPT, with(palette, COLOURS, 0, 0, 0, 0x80)),
                arguments("run lengths over 24 bits", CORRUPT, with(BMP, COMPRESSION, 1)),
                arguments("a JPEG packed in it", CORRUPT, with(BMP, COMPRESSION, 4)),
                arguments("pixels in its header", CORRUPT, with(BMP, PIXELS_START, 2, 0, 0, 0)),
                arguments("pixels behind its end", CORRUPT, with(BMP, PIXELS_START, 0xFF, 0xFF, 0xFF, 0x7F)),
                arguments("an AVIF to others", CORRUPT, with(BMP, 4, 'f', 't', 'y', 'p')));
    }
}
