package io.maskstream.imaging.hostile;

import static io.maskstream.imaging.Fixtures.bytes;
import static io.maskstream.imaging.Fixtures.concat;
import static io.maskstream.imaging.Fixtures.encode;
import static io.maskstream.imaging.Fixtures.gradient;
import static io.maskstream.imaging.Fixtures.jpeg;
import static io.maskstream.imaging.ImageException.Kind.CORRUPT;
import static io.maskstream.imaging.ImageException.Kind.TOO_LARGE;
import static io.maskstream.imaging.hostile.Parts.indexOf;
import static io.maskstream.imaging.hostile.Parts.repeat;
import static io.maskstream.imaging.hostile.Parts.with;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.maskstream.imaging.ImageException.Kind;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class HostileGifTest {
    /** Where the screen's size is. */
    private static final int SCREEN = 6;

    private static final byte[] GIF = encode(gradient(40, 30), "gif");

    /** Where its only frame is: a marker, its place, its size, flags, and the bits of its codes. */
    private static final int FRAME = indexOf(GIF, bytes(0x2C, 0, 0, 0, 0));

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("refused")
    void shouldRefuse(String what, Kind expected, byte[] hostile) {
        // When / Then
        BothReadings.assertRefused(hostile, expected);
    }

    static Stream<Arguments> refused() {
        byte[] noScreen = with(GIF, SCREEN, 0, 0, 0, 0);
        byte[] largeScreen = with(GIF, SCREEN, 0x10, 0x27, 0x10, 0x27);
        return Stream.of(
                arguments("a screen of 65535 x 65535", TOO_LARGE, with(GIF, SCREEN, 0xFF, 0xFF, 0xFF, 0xFF)),
                arguments("no screen, but a huge frame", TOO_LARGE, huge(noScreen)),
                arguments("a huge frame on a small screen", CORRUPT, huge(GIF)),
                arguments(
                        "a frame that its data cannot fill",
                        CORRUPT,
                        with(largeScreen, FRAME + 5, 0x10, 0x27, 0x10, 0x27)),
                arguments("a frame without pixels", CORRUPT, with(GIF, FRAME + 5, 0, 0)),
                arguments("codes of 12 bits", CORRUPT, with(GIF, FRAME + 10, 12)),
                arguments("an end in its first codes", CORRUPT, Arrays.copyOf(GIF, 800)),
                arguments(
                        "nothing but extensions",
                        CORRUPT,
                        concat(Arrays.copyOf(GIF, FRAME), repeat(bytes(0x21, 0xFE, 1, 0, 0), 999), bytes(0x3B))),
                arguments("nothing but its screen", CORRUPT, Arrays.copyOf(GIF, 13)));
    }

    @Test
    void shouldReadThePixelsAndNotTheJpegThatFollows() throws Exception {
        // When / Then
        BothReadings.assertSameImage(concat(GIF, jpeg(40, 30)), GIF);
    }

    @ParameterizedTest(name = "partly, or wholly: {0}, {1}")
    @CsvSource({"30, 20", "60000, 60000"})
    void shouldReadAFrameOutsideItsScreen(int left, int top) throws Exception {
        // Given
        byte[] moved = with(GIF, FRAME + 1, left, left >> 8, top, top >> 8);

        // When / Then
        BothReadings.assertSize(moved, 40, 30);
    }

    private static byte[] huge(byte[] gif) {
        return with(gif, FRAME + 5, 0xFF, 0xFF, 0xFF, 0xFF);
    }
}
