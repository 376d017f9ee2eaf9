package io.maskstream.imaging.hostile;

import static io.maskstream.imaging.Fixtures.bigEndian;
import static io.maskstream.imaging.Fixtures.bytes;
import static io.maskstream.imaging.Fixtures.chunk;
import static io.maskstream.imaging.Fixtures.concat;
import static io.maskstream.imaging.Fixtures.encode;
import static io.maskstream.imaging.Fixtures.gradient;
import static io.maskstream.imaging.Fixtures.pngWith;
import static io.maskstream.imaging.ImageException.Kind.CORRUPT;
import static io.maskstream.imaging.ImageException.Kind.TOO_LARGE;
import static io.maskstream.imaging.hostile.Parts.deflated;
import static io.maskstream.imaging.hostile.Parts.text;
import static io.maskstream.imaging.hostile.Parts.with;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.maskstream.imaging.ImageException.Kind;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class HostilePngTest {
    /** Where the chunks behind the header begin. */
    private static final int REST = 33;

    private static final byte[] PNG = encode(gradient(40, 30), "png");

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource({"sizes", "headers", "chunks"})
    void shouldRefuse(String what, Kind expected, byte[] hostile) {
        // When / Then
        BothReadings.assertRefused(hostile, expected);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("harmless")
    void shouldReadThePixelsAndNothingElse(String what, byte[] odd, byte[] plain) throws Exception {
        // When / Then
        BothReadings.assertSameImage(odd, plain);
    }

    static Stream<Arguments> sizes() {
        return Stream.of(
                arguments("65535 x 65535", TOO_LARGE, sized(65_535, 65_535)),
                arguments("100,001 x 1,000", TOO_LARGE, sized(100_001, 1_000)),
                arguments("one long row", TOO_LARGE, sized(1_000_000, 101)),
                arguments("2^31 - 1 on each side", CORRUPT, sized(Integer.MAX_VALUE, Integer.MAX_VALUE)),
                arguments("2^31 - 1 on one side", CORRUPT, sized(Integer.MAX_VALUE, 1)),
                arguments("a pixel more in a line than it has", CORRUPT, sized(41, 30)),
                arguments("fewer rows than it says", CORRUPT, sized(40, 300)),
                arguments("64 bits a pixel out of nothing", CORRUPT, png(9_000, 9_000, 16, 6, 1, rest())),
                arguments("one bit a pixel out of nothing", CORRUPT, png(9_999, 9_999, 1, 0, 0, rest())),
                arguments("no pixels in its data", CORRUPT, grey(8_000, 8_000, deflated(0))));
    }

    static Stream<Arguments> headers() {
        return Stream.of(
                arguments("3 bits", CORRUPT, png(40, 30, 3, 0, 0, rest())),
                arguments("a palette of 16 bits", CORRUPT, png(40, 30, 16, 3, 0, rest())),
                arguments("a palette without colours", CORRUPT, png(40, 30, 8, 3, 0, rest())),
                arguments("colour type 5", CORRUPT, png(40, 30, 8, 5, 0, rest())),
                arguments("interlace 7", CORRUPT, png(40, 30, 8, 2, 7, rest())),
                arguments("two headers", CORRUPT, pngWith(PNG, "IHDR", Arrays.copyOfRange(PNG, 16, 29))),
                arguments(
                        "a header that is too long",
                        CORRUPT,
                        concat(Arrays.copyOf(PNG, 8), chunk("IHDR", new byte[99]))),
                arguments("nothing but its magic", CORRUPT, Arrays.copyOf(PNG, 8)));
    }

    static Stream<Arguments> chunks() {
        return Stream.of(
                arguments("an unknown critical chunk", CORRUPT, pngWith(PNG, "EVIL", new byte[9])),
                arguments("a critical chunk of Apple's", CORRUPT, pngWith(PNG, "CgBI", bytes(0, 0, 0, 0))),
                arguments("a chunk of 4 GiB", CORRUPT, with(PNG, REST, 0xFF, 0xFF, 0xFF, 0xFF)),
                arguments(
                        "a chunk of 4 GiB at its end",
                        CORRUPT,
                        concat(Arrays.copyOf(PNG, REST), bigEndian(-1), text("IDAT"))),
                arguments("empty data", CORRUPT, png(40, 30, 8, 2, 0, concat(chunk("IDAT", bytes()), end()))),
                arguments("no data", CORRUPT, png(40, 30, 8, 2, 0, end())));
    }

    static Stream<Arguments> harmless() {
        byte[] bomb = deflated(50_000_000);
        byte[] none = deflated(30 * (1 + 40)); // a byte for the filter before each line
        return Stream.of(
                arguments("a bomb behind its pixels", grey(40, 30, deflated(20_000_000)), grey(40, 30, none)),
                arguments("a packed text of 50 MB", pngWith(PNG, "zTXt", concat(text("a\0\0"), bomb)), PNG),
                arguments(
                        "an international text of 50 MB", pngWith(PNG, "iTXt", concat(text("a\0\1\0\0\0"), bomb)), PNG),
                arguments("a profile of 50 MB", pngWith(PNG, "iCCP", concat(text("a\0\0"), bomb)), PNG),
                arguments("a profile that does not unpack", pngWith(PNG, "iCCP", text("x\0\0garbage")), PNG),
                arguments("garbage for a profile", pngWith(PNG, "iCCP", bytes(1, 2, 3)), PNG),
                arguments(
                        "an animation of 2 billion frames",
                        pngWith(PNG, "acTL", concat(bigEndian(Integer.MAX_VALUE), bigEndian(0))),
                        PNG),
                arguments("an empty data chunk before its own", pngWith(PNG, "IDAT", bytes()), PNG),
                arguments("a ZIP from its end", concat(PNG, text("PK\u0003\u0004"), new byte[40]), PNG));
    }

    /** With the pixels that it had, and the checksum that belongs to its size. */
    private static byte[] sized(int width, int height) {
        return png(width, height, 8, 2, 0, rest());
    }

    /** Of one channel, whose pixels are these packed bytes. */
    private static byte[] grey(int width, int height, byte[] packed) {
        return png(width, height, 8, 0, 0, concat(chunk("IDAT", packed), end()));
    }

    private static byte[] png(int width, int height, int bits, int colourType, int interlace, byte[] chunks) {
        byte[] header = concat(bigEndian(width), bigEndian(height), bytes(bits, colourType, 0, 0, interlace));
        return concat(Arrays.copyOf(PNG, 8), chunk("IHDR", header), chunks);
    }

    private static byte[] rest() {
        return Arrays.copyOfRange(PNG, REST, PNG.length);
    }

    private static byte[] end() {
        return chunk("IEND", bytes());
    }
}
