package io.maskstream.imaging;

import static io.maskstream.imaging.Fixtures.concat;
import static io.maskstream.imaging.Fixtures.exif;
import static io.maskstream.imaging.Fixtures.gradient;
import static io.maskstream.imaging.Fixtures.littleEndian;
import static io.maskstream.imaging.Fixtures.pixel;
import static io.maskstream.imaging.Fixtures.rgb;
import static io.maskstream.imaging.Fixtures.webp;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class WebpImageTest {
    private static final int LOSSLESS = 101;
    private final ImageDecoder decoder = new ImageDecoder(1_000_000);

    @Test
    void shouldDecodeLossyAndLossless() throws Exception {
        // Given
        var image = gradient(41, 30);

        // When
        var lossy = decoder.decode(webp(image, 95));
        var lossless = decoder.decode(webp(image, LOSSLESS));

        // Then
        assertThat(lossless.pixels()).isEqualTo(rgb(image).pixels());
        assertThat(Fixtures.difference(lossy.pixels(), lossless.pixels())).isBetween(1, 20);
        assertThat(decoder.header(webp(image, 95))).isEqualTo(new ImageHeader(ImageFormat.WEBP, 41, 30, 1));
    }

    @Test
    void shouldShowWhatIsTransparentOverWhite() throws Exception {
        // Given
        var image = new BufferedImage(8, 8, BufferedImage.TYPE_INT_ARGB);
        image.setRGB(1, 1, 0xFF102030);
        image.setRGB(2, 1, 0x80000000);

        for (int quality : new int[] {LOSSLESS, 100}) {
            // When
            var decoded = decoder.decode(webp(image, quality));

            // Then
            assertThat(pixel(decoded, 7, 7)).isEqualTo(0xFFFFFF);
            if (quality == LOSSLESS) {
                assertThat(pixel(decoded, 1, 1)).isEqualTo(0x102030);
                assertThat(pixel(decoded, 2, 1)).isEqualTo(0x7F7F7F);
            }
        }
    }

    @Test
    void shouldTurnAnImageWithAnExifChunk() throws Exception {
        // Given: an extended file around the chunk of a simple one
        byte[] simple = webp(gradient(40, 30), 90);
        byte[] exif = exif(6, ByteOrder.BIG_ENDIAN);
        byte[] extended = concat(
                chunk("VP8X", new byte[] {8, 0, 0, 0, 39, 0, 0, 29, 0, 0}),
                Arrays.copyOfRange(simple, 12, simple.length),
                chunk("EXIF", exif));
        byte[] encoded = concat(
                "RIFF".getBytes(ISO_8859_1), littleEndian(4 + extended.length), "WEBP".getBytes(ISO_8859_1), extended);

        // When
        var header = decoder.header(encoded);
        var image = decoder.decode(encoded);

        // Then
        assertThat(header).isEqualTo(new ImageHeader(ImageFormat.WEBP, 40, 30, 6));
        assertThat(image.width()).isEqualTo(30);
        assertThat(pixel(image, 29, 39) >> 16).isGreaterThan(200); // the red right edge is at the bottom
    }

    private static byte[] chunk(String name, byte[] data) {
        return concat(name.getBytes(ISO_8859_1), littleEndian(data.length), data, new byte[data.length % 2]);
    }
}
