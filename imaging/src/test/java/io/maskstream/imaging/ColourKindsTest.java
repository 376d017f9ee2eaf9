package io.maskstream.imaging;

import static io.maskstream.imaging.Fixtures.bytes;
import static io.maskstream.imaging.Fixtures.concat;
import static io.maskstream.imaging.Fixtures.encode;
import static io.maskstream.imaging.Fixtures.gradient;
import static io.maskstream.imaging.Fixtures.pixel;
import static io.maskstream.imaging.Fixtures.pngWith;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every way in which the formats keep colour, and what must be seen. */
class ColourKindsTest {
    private final ImageDecoder decoder = new ImageDecoder(1_000_000);

    @ParameterizedTest
    @CsvSource({"jpg, 2", "png, 0", "bmp, 0", "gif, 0"})
    void shouldDecodeGrey(String format, int tolerance) throws Exception {
        // Given
        var image = new BufferedImage(16, 16, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < 256; i++) {
            image.getRaster().setSample(i % 16, i / 16, 0, i);
        }

        // When
        var decoded = decoder.decode(encode(image, format));

        // Then
        for (int i = 0; i < 256; i++) {
            int green = (pixel(decoded, i % 16, i / 16) >> 8) & 0xFF;
            assertThat(pixel(decoded, i % 16, i / 16)).isEqualTo(green * 0x010101);
            assertThat(Math.abs(green - i)).isLessThanOrEqualTo(tolerance);
        }
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "4"})
    void shouldSpreadGreyOfFewBitsFromBlackToWhite(int bits) throws Exception {
        // Given: a grey palette that counts evenly from black to white is written as grey by the encoder
        int most = (1 << bits) - 1;
        byte[] shades = new byte[most + 1];
        for (int i = 0; i <= most; i++) {
            shades[i] = (byte) (255 * i / most);
        }
        var model = new IndexColorModel(bits, shades.length, shades, shades, shades);
        var image = new BufferedImage(most + 1, 1, BufferedImage.TYPE_BYTE_BINARY, model);
        for (int i = 0; i <= most; i++) {
            image.getRaster().setSample(i, 0, 0, i);
        }
        byte[] png = encode(image, "png");

        // When
        var decoded = decoder.decode(png);
        var labels = LabelMaps.readPng(png);

        // Then
        for (int i = 0; i <= most; i++) {
            assertThat(pixel(decoded, i, 0) & 0xFF).isEqualTo(255 * i / most);
            assertThat(labels.labels()[i]).isEqualTo((byte) i);
        }
    }

    @Test
    void shouldRoundSixteenBitsToEight() throws Exception {
        // Given
        var grey = new BufferedImage(4, 1, BufferedImage.TYPE_USHORT_GRAY);
        grey.getRaster().setSamples(0, 0, 4, 1, 0, new int[] {0, 257 * 100, 257 * 100 + 200, 65535});

        // When
        var decoded = decoder.decode(encode(grey, "png"));

        // Then
        assertThat(decoded.pixels()).isEqualTo(bytes(0, 0, 0, 100, 100, 100, 101, 101, 101, 255, 255, 255));
    }

    @Test
    void shouldShowAlphaOverWhite() throws Exception {
        // Given
        var colour = new BufferedImage(4, 1, BufferedImage.TYPE_INT_ARGB);
        colour.setRGB(0, 0, 0x00FF0000);
        colour.setRGB(1, 0, 0xFF102030);
        colour.setRGB(2, 0, 0x33000000);
        colour.setRGB(3, 0, 0x80FF0000);

        // When
        var decoded = decoder.decode(encode(colour, "png"));

        // Then
        assertThat(pixel(decoded, 0, 0)).isEqualTo(0xFFFFFF);
        assertThat(pixel(decoded, 1, 0)).isEqualTo(0x102030);
        assertThat(pixel(decoded, 2, 0)).isEqualTo(0xCCCCCC);
        assertThat(pixel(decoded, 3, 0)).isEqualTo(0xFF7F7F);
    }

    @Test
    void shouldBlendBeforeShrinking() throws Exception {
        // Given: black that is not there must not darken the white beside it
        var image = new BufferedImage(2, 2, BufferedImage.TYPE_INT_ARGB);
        image.setRGB(0, 0, 0xFFFF0000);
        image.setRGB(1, 1, 0xFFFF0000);
        var target = java.nio.ByteBuffer.allocate(3);

        // When
        decoder.decodeInto(encode(image, "png"), 1, 1, target);

        // Then
        assertThat(target.array()).isEqualTo(bytes(255, 128, 128));
    }

    @ParameterizedTest
    @CsvSource({"8", "16"})
    void shouldShowGreyWithAlphaOverWhite(int bits) throws Exception {
        // Given
        int type = bits == 8 ? DataBuffer.TYPE_BYTE : DataBuffer.TYPE_USHORT;
        int one = bits == 8 ? 1 : 257;
        var model = new ComponentColorModel(
                ColorSpace.getInstance(ColorSpace.CS_GRAY), true, false, Transparency.TRANSLUCENT, type);
        var raster = model.createCompatibleWritableRaster(3, 1);
        raster.setPixel(0, 0, new int[] {100 * one, 0});
        raster.setPixel(1, 0, new int[] {100 * one, 255 * one});
        raster.setPixel(2, 0, new int[] {0, 51 * one});

        // When
        var decoded = decoder.decode(encode(new BufferedImage(model, raster, false, null), "png"));

        // Then
        assertThat(decoded.pixels()).isEqualTo(bytes(255, 255, 255, 100, 100, 100, 204, 204, 204));
    }

    @Test
    void shouldShowTransparentPaletteColoursOverWhite() throws Exception {
        // Given
        var model =
                new IndexColorModel(8, 3, bytes(255, 0, 10), bytes(0, 255, 20), bytes(0, 0, 30), bytes(0, 128, 255));
        var image = new BufferedImage(3, 1, BufferedImage.TYPE_BYTE_INDEXED, model);
        image.getRaster().setSamples(0, 0, 3, 1, 0, new int[] {0, 1, 2});

        // When
        var png = decoder.decode(encode(image, "png"));

        // Then
        assertThat(png.pixels()).isEqualTo(bytes(255, 255, 255, 127, 255, 127, 10, 20, 30));
    }

    @Test
    void shouldTakeAPngsTransparentColourAsWhite() throws Exception {
        // Given: tRNS names one colour, or one grey, that is not shown
        var image = new BufferedImage(2, 1, BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, 0x0A141E);
        image.setRGB(1, 0, 0x0A141F);
        var grey = new BufferedImage(2, 1, BufferedImage.TYPE_BYTE_GRAY);
        grey.getRaster().setSamples(0, 0, 2, 1, 0, new int[] {7, 8});

        // When
        var colours = decoder.decode(pngWith(encode(image, "png"), "tRNS", bytes(0, 10, 0, 20, 0, 30)));
        var greys = decoder.decode(pngWith(encode(grey, "png"), "tRNS", bytes(0, 7)));

        // Then
        assertThat(colours.pixels()).isEqualTo(bytes(255, 255, 255, 10, 20, 31));
        assertThat(greys.pixels()).isEqualTo(bytes(255, 255, 255, 8, 8, 8));
    }

    /** Four channels as Adobe writes them, inverted; with transform 2 the first three are a luma and two chromas. */
    @ParameterizedTest
    @CsvSource({"0, true", "2, true", "0, false"})
    void shouldDecodeFourInks(int transform, boolean marked) throws Exception {
        // Given: inks over a gradient, and half of the black ink
        var reference = gradient(64, 48);
        var raster = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, 64, 48, 4, null);
        for (int y = 0; y < 48; y++) {
            for (int x = 0; x < 64; x++) {
                int colour = reference.getRGB(x, y);
                int[] light = {(colour >> 16) & 0xFF, (colour >> 8) & 0xFF, colour & 0xFF, 128};
                raster.setPixel(x, y, transform == 2 ? lumaAndChroma(light) : light);
            }
        }
        byte[] plain = jpegOf(raster);
        byte[] adobe =
                concat(bytes(0xFF, 0xEE, 0, 14), "Adobe".getBytes(ISO_8859_1), bytes(0, 100, 0, 0, 0, 0, transform));
        byte[] jpeg =
                marked ? concat(Arrays.copyOf(plain, 2), adobe, Arrays.copyOfRange(plain, 2, plain.length)) : plain;

        // When
        var decoded = decoder.decode(jpeg);

        // Then
        for (int y = 2; y < 48; y += 5) {
            for (int x = 2; x < 64; x += 5) {
                for (int shift = 0; shift < 24; shift += 8) {
                    int expected = ((reference.getRGB(x, y) >> shift) & 0xFF) * 128 / 255;
                    assertThat((pixel(decoded, x, y) >> shift) & 0xFF).isBetween(expected - 5, expected + 5);
                }
            }
        }
    }

    private static int[] lumaAndChroma(int[] light) {
        double red = 255 - light[0];
        double green = 255 - light[1];
        double blue = 255 - light[2];
        double luma = 0.299 * red + 0.587 * green + 0.114 * blue;
        return new int[] {
            (int) Math.round(luma),
            (int) Math.round(Math.min(255, (blue - luma) * 0.564 + 128)),
            (int) Math.round(Math.min(255, (red - luma) * 0.713 + 128)),
            light[3]
        };
    }

    private static byte[] jpegOf(Raster raster) throws IOException {
        var output = new ByteArrayOutputStream();
        var writer = ImageIO.getImageWritersByFormatName("jpg").next();
        try (var stream = ImageIO.createImageOutputStream(output)) {
            writer.setOutput(stream);
            writer.write(null, new IIOImage(raster, null, null), null);
        } finally {
            writer.dispose();
        }
        return output.toByteArray();
    }
}
