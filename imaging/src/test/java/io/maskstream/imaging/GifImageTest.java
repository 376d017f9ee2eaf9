package io.maskstream.imaging;

import static io.maskstream.imaging.Fixtures.bytes;
import static io.maskstream.imaging.Fixtures.concat;
import static io.maskstream.imaging.Fixtures.encode;
import static io.maskstream.imaging.Fixtures.pixel;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GifImageTest {
    private final ImageDecoder decoder = new ImageDecoder(1_000_000);

    /** Red, green, blue, and one colour that is none. */
    private static BufferedImage indexed(int width, int height) {
        var model = new IndexColorModel(2, 4, bytes(255, 0, 0, 9), bytes(0, 255, 0, 9), bytes(0, 0, 255, 9), 3);
        return new BufferedImage(width, height, BufferedImage.TYPE_BYTE_INDEXED, model);
    }

    @Test
    void shouldShowWhatIsTransparentOverWhite() throws Exception {
        // Given
        var image = indexed(4, 1);
        image.getRaster().setSamples(0, 0, 4, 1, 0, new int[] {0, 3, 2, 1});

        // When
        var decoded = decoder.decode(encode(image, "gif"));

        // Then
        assertThat(decoded.pixels()).isEqualTo(bytes(255, 0, 0, 255, 255, 255, 0, 0, 255, 0, 255, 0));
    }

    /** Noise fills the code table, so that codes grow to 12 bits and the table is cleared many times. */
    @Test
    void shouldFollowCodesOfEveryWidth() throws Exception {
        // Given
        var image = new BufferedImage(211, 173, BufferedImage.TYPE_BYTE_GRAY);
        byte[] noise = new byte[211 * 173];
        new Random(5).nextBytes(noise);
        image.getRaster().setDataElements(0, 0, 211, 173, noise);

        // When
        var decoded = decoder.decode(encode(image, "gif"));

        // Then
        for (int i = 0; i < noise.length; i++) {
            if (decoded.pixels()[3 * i] != noise[i]) {
                assertThat(decoded.pixels()[3 * i]).as("pixel %d", i).isEqualTo(noise[i]);
            }
        }
    }

    @Test
    void shouldPlaceTheFirstFrameOnItsScreenAndCutWhatIsOutside() throws Exception {
        // Given: one red frame of 2 x 2 at 2, 1 on a screen of 3 x 4, and another frame behind it
        byte[] palette = bytes(255, 0, 0, 0, 255, 0, 0, 0, 255, 0, 0, 0);
        byte[] screen = concat("GIF89a".getBytes(ISO_8859_1), bytes(3, 0, 4, 0, 0x81, 0, 0), palette);
        // codes of 3 bits from the lowest bit of each byte: clear (4), 0, 6 (that is 0 0), 0, end (5)
        byte[] frame = concat(bytes(0x2C, 2, 0, 1, 0, 2, 0, 2, 0, 0), bytes(2, 2, 0b10000100, 0b01010001, 0));
        byte[] another = concat(bytes(0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0), bytes(2, 1, 0b00001100, 0));
        byte[] gif = concat(screen, frame, another, bytes(0x3B));

        // When
        var header = decoder.header(gif);
        var decoded = decoder.decode(gif);

        // Then
        assertThat(header).isEqualTo(new ImageHeader(ImageFormat.GIF, 3, 4, 1));
        assertThat(pixel(decoded, 1, 1)).isEqualTo(0xFFFFFF);
        assertThat(pixel(decoded, 2, 0)).isEqualTo(0xFFFFFF);
        assertThat(pixel(decoded, 2, 1)).isEqualTo(0xFF0000);
        assertThat(pixel(decoded, 2, 2)).isEqualTo(0xFF0000);
        assertThat(pixel(decoded, 2, 3)).isEqualTo(0xFFFFFF);
    }

    @Test
    void shouldTakeTheFramesSizeWhereTheScreenHasNone() throws Exception {
        // Given
        byte[] gif = encode(indexed(5, 3), "gif");
        Arrays.fill(gif, 6, 10, (byte) 0);

        // When
        var decoded = decoder.decode(gif);

        // Then
        assertThat(decoded.width()).isEqualTo(5);
        assertThat(decoded.height()).isEqualTo(3);
    }

    @Test
    void shouldRefuseAFrameThatEndsTooEarly() {
        // Given: the end code right after the clear code
        byte[] gif = concat(
                "GIF89a".getBytes(ISO_8859_1),
                bytes(2, 0, 2, 0, 0x80, 0, 0, 0, 0, 0, 255, 255, 255),
                bytes(0x2C, 0, 0, 0, 0, 2, 0, 2, 0, 0, 2, 1, 0b00101100, 0, 0x3B));

        // When
        // Then
        assertThatExceptionOfType(ImageException.class)
                .isThrownBy(() -> decoder.decode(gif))
                .withMessage("The GIF image is damaged: its pixels end or break off after 0 of 4.");
    }
}
