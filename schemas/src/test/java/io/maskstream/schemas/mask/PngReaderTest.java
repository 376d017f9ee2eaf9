package io.maskstream.schemas.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PngReaderTest {

    @Test
    void shouldUndoAllFiveFilters() throws MaskFormatException {
        // Given rows 1 2 3 | 1 3 6 | 2 4 7 | 5 6 7 | 6 8 9, filtered by hand with none, sub, up, average and Paeth
        byte[] png = new HandMadePng()
                .header(3, 5, 8, 0, 0)
                .pixels(0, 1, 2, 3, 1, 1, 2, 3, 2, 1, 1, 1, 3, 4, 2, 1, 4, 1, 2, 1)
                .end();
        // When
        var mask = IndexedPng.decode(png);
        // Then
        assertThat(mask.ids()).containsExactly(1, 2, 3, 1, 3, 6, 2, 4, 7, 5, 6, 7, 6, 8, 9);
    }

    @Test
    void shouldJoinPixelsThatAreSplitOverChunksAndIgnoreAncillaryChunks() throws MaskFormatException {
        // Given
        byte[] deflated = HandMadePng.deflate(0, 0b00_01_10_00, 0, 0b10_10_00_00);
        byte[] png = new HandMadePng()
                .header(3, 2, 2, 3, 0)
                .chunk("gAMA", new byte[4])
                .palette(3)
                .chunk("tRNS", new byte[1])
                .chunk("IDAT", Arrays.copyOf(deflated, 3))
                .chunk("IDAT", new byte[0])
                .chunk("IDAT", Arrays.copyOfRange(deflated, 3, deflated.length))
                .chunk("tEXt", "a\0b".getBytes(StandardCharsets.US_ASCII))
                .end();
        // When
        var mask = IndexedPng.decode(png);
        // Then
        assertThat(mask.ids()).containsExactly(0, 1, 2, 2, 2, 0);
    }

    static Stream<Arguments> wrongPngs() {
        byte[] fine = HandMadePng.deflate(0, 0, 1);
        return Stream.of(
                Arguments.of("not a PNG", "GIF89a".getBytes(StandardCharsets.US_ASCII)),
                Arguments.of("not a PNG", new byte[0]),
                Arguments.of(
                        "does not start with its IHDR",
                        new HandMadePng().palette(2).end()),
                Arguments.of(
                        "header has 5 bytes",
                        new HandMadePng().chunk("IHDR", new byte[5]).end()),
                Arguments.of(
                        "gives no size", new HandMadePng().header(0, 1, 8, 3, 0).end()),
                Arguments.of(
                        "gives no size",
                        new HandMadePng().header(1, -1, 8, 3, 0).end()),
                Arguments.of(
                        "more than the limit",
                        new HandMadePng().header(50_000, 50_000, 8, 3, 0).end()),
                Arguments.of(
                        "colour type 2", new HandMadePng().header(2, 1, 8, 2, 0).end()),
                Arguments.of(
                        "with 16 bits", new HandMadePng().header(2, 1, 16, 0, 0).end()),
                Arguments.of(
                        "interlaced", new HandMadePng().header(2, 1, 8, 3, 1).end()),
                Arguments.of("no palette", indexed().chunk("IDAT", fine).end()),
                Arguments.of("palette of 0 bytes", indexed().palette(0).end()),
                Arguments.of(
                        "palette of 4 bytes",
                        indexed().chunk("PLTE", new byte[4]).end()),
                Arguments.of(
                        "palette of 9 bytes",
                        new HandMadePng().header(2, 1, 1, 3, 0).palette(3).end()),
                Arguments.of("second palette", indexed().palette(2).palette(2).end()),
                Arguments.of("no IDAT", indexed().palette(2).end()),
                Arguments.of(
                        "do not follow each other",
                        indexed()
                                .palette(2)
                                .chunk("IDAT", fine)
                                .chunk("tIME", new byte[7])
                                .chunk("IDAT", fine)
                                .end()),
                Arguments.of(
                        "critical chunk", indexed().chunk("ABCD", new byte[0]).end()),
                Arguments.of(
                        "pixel value 2, but only 2 colours",
                        indexed().palette(2).pixels(0, 0, 2).end()),
                Arguments.of(
                        "has the filter 9", indexed().palette(2).pixels(9, 0, 0).end()),
                Arguments.of(
                        "stop in row 1 of 1", indexed().palette(2).pixels(0, 0).end()),
                Arguments.of(
                        "more pixels than its header",
                        indexed().palette(2).pixels(0, 0, 1, 0).end()),
                Arguments.of(
                        "checksum of its pixels is missing",
                        indexed()
                                .palette(2)
                                .chunk("IDAT", Arrays.copyOf(fine, fine.length - 2))
                                .end()),
                Arguments.of(
                        "cannot be unpacked",
                        indexed()
                                .palette(2)
                                .chunk("IDAT", "no zlib".getBytes(StandardCharsets.US_ASCII))
                                .end()),
                Arguments.of(
                        "cannot make 9000 x 9000",
                        new HandMadePng()
                                .header(9000, 9000, 8, 3, 0)
                                .palette(2)
                                .pixels(0, 0, 1)
                                .end()));
    }

    private static HandMadePng indexed() {
        return new HandMadePng().header(2, 1, 8, 3, 0);
    }

    @ParameterizedTest
    @MethodSource("wrongPngs")
    void shouldSayWhatIsWrong(String expected, byte[] png) {
        assertThatExceptionOfType(MaskFormatException.class)
                .isThrownBy(() -> IndexedPng.decode(png))
                .withMessageContaining(expected);
    }

    @Test
    void shouldKeepToThePixelLimitOfTheCaller() {
        // Given
        byte[] png = IndexedPng.encode(Samples.mask(20, 10, 3, 1), Samples.palette(3));
        // When, Then
        assertThatExceptionOfType(MaskFormatException.class)
                .isThrownBy(() -> IndexedPng.decode(png, 199))
                .withMessageContaining("20 x 10 pixels, more than the limit of 199");
    }

    @Test
    void shouldRefuseEveryTruncation() {
        // Given
        byte[] png = IndexedPng.encode(Samples.mask(20, 10, 3, 1), Samples.palette(3));
        for (int length = 0; length < png.length; length++) {
            byte[] truncated = Arrays.copyOf(png, length);
            // When, Then
            assertThatExceptionOfType(MaskFormatException.class).isThrownBy(() -> IndexedPng.decode(truncated));
        }
    }

    @Test
    void shouldRefuseEveryFlippedBit() {
        // Given
        byte[] png = IndexedPng.encode(Samples.mask(12, 9, 5, 1), Samples.palette(5));
        for (int bit = 0; bit < 8 * png.length; bit++) {
            byte[] damaged = png.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            // When, Then
            assertThat(catchThrowable(() -> IndexedPng.decode(damaged)))
                    .as("bit %d", bit)
                    .isInstanceOf(MaskFormatException.class);
        }
    }
}
