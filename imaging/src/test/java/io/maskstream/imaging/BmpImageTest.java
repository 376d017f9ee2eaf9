package io.maskstream.imaging;

import static io.maskstream.imaging.Fixtures.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which bits of a pixel are which colour: BMPs with bit fields. */
final class BmpImageTest {
    private static final int MASKS = 54;

    private final ImageDecoder decoder = new ImageDecoder(100);

    /** Two pixels in a row, and a header of so many bytes with these masks. */
    private static byte[] bmp(int header, int depth, int red, int green, int blue, int alpha, int first, int second) {
        int start = Math.max(MASKS + 12, 14 + header);
        var file = ByteBuffer.allocate(start + depth / 4).order(ByteOrder.LITTLE_ENDIAN);
        file.put(bytes('B', 'M')).putInt(file.capacity()).putInt(0).putInt(start);
        file.putInt(header).putInt(2).putInt(1).putShort((short) 1).putShort((short) depth);
        file.putInt(3).putInt(depth / 4);
        file.position(MASKS);
        file.putInt(red).putInt(green).putInt(blue);
        if (header >= 56) {
            file.putInt(alpha);
        }
        file.position(start);
        if (depth == 16) {
            return file.putShort((short) first).putShort((short) second).array();
        }
        return file.putInt(first).putInt(second).array();
    }

    private ImageException refused(byte[] bmp) {
        return catchThrowableOfType(ImageException.class, () -> decoder.decode(bmp));
    }

    @ParameterizedTest
    @CsvSource({"40", "52", "56", "108", "124"})
    void shouldFollowMasksOf32BitsWhateverTheHeader(int header) throws Exception {
        // Given: blue, green, red in the file; red, green, blue; and these behind a byte that means nothing
        byte[] usual = bmp(header, 32, 0xFF0000, 0xFF00, 0xFF, 0, 0x00C8640A, 0xFF010203);
        byte[] turned = bmp(header, 32, 0xFF, 0xFF00, 0xFF0000, 0, 0x000A64C8, 0xFF030201);
        byte[] behind = bmp(header, 32, 0xFF00, 0xFF0000, 0xFF000000, 0, 0x0A64C800, 0x030201FF);
        for (byte[] bmp : new byte[][] {usual, turned, behind}) {
            // When / Then
            assertThat(decoder.decode(bmp).pixels()).isEqualTo(bytes(200, 100, 10, 1, 2, 3));
        }
    }

    @ParameterizedTest
    @CsvSource({"40", "52", "56", "108", "124"})
    void shouldFollowMasksOfTenBits(int header) throws Exception {
        // Given
        byte[] bmp = bmp(header, 32, 0x3FF, 0xFFC00, 0x3FF00000, 0, 0x3FF, 0x3FF00000);
        // When / Then
        assertThat(decoder.decode(bmp).pixels()).isEqualTo(bytes(255, 0, 0, 0, 0, 255));
    }

    @ParameterizedTest
    @CsvSource({"40", "52", "56", "108", "124"})
    void shouldFollowTheUsualMasksOf16Bits(int header) throws Exception {
        // Given
        byte[] sixOfGreen = bmp(header, 16, 0xF800, 0x7E0, 0x1F, 0, 0x8000, 0x0410);
        byte[] fiveOfEach = bmp(header, 16, 0x7C00, 0x3E0, 0x1F, 0, 0x4000, 0x0210);
        for (byte[] bmp : new byte[][] {sixOfGreen, fiveOfEach}) {
            // When / Then
            assertThat(decoder.decode(bmp).pixels()).isEqualTo(bytes(128, 0, 0, 0, 128, 128));
        }
    }

    @Test
    void shouldShowAlphaOverWhite() throws Exception {
        // Given
        byte[] bmp = bmp(124, 32, 0xFF, 0xFF00, 0xFF0000, 0xFF000000, 0xFF0A64C8, 0x000A64C8);
        // When / Then
        assertThat(decoder.decode(bmp).pixels()).isEqualTo(bytes(200, 100, 10, 255, 255, 255));
    }

    @ParameterizedTest
    @CsvSource({"40, 31, 0", "124, 31, 0", "124, 63488, 32768"})
    void shouldRefuseOtherMasksOf16Bits(int header, int red, int alpha) {
        // Given
        byte[] bmp = bmp(header, 16, red, 0x7E0, red == 31 ? 0xF800 : 0x1F, alpha, 0, 0);
        // When
        var refused = refused(bmp);
        // Then
        assertThat(refused.kind()).isEqualTo(ImageException.Kind.CORRUPT);
        assertThat(refused).hasMessageContaining("has pixels of 16 bits with masks (");
    }

    @Test
    void shouldRefuseMasksThatLieInThePixels() {
        // Given
        byte[] bmp = bmp(40, 32, 0xFF0000, 0xFF00, 0xFF, 0, 0, 0);
        bmp[10] = MASKS;
        // When
        var refused = refused(bmp);
        // Then
        assertThat(refused.kind()).isEqualTo(ImageException.Kind.CORRUPT);
        assertThat(refused).hasMessageContaining("pixels start at byte 54, and its masks end at 66");
    }
}
