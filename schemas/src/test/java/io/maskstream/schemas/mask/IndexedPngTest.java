package io.maskstream.schemas.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IndexedPngTest {

    @ParameterizedTest
    @CsvSource({
        "1, 1, 1",
        "7, 5, 2",
        "8, 1, 2",
        "9, 3, 2",
        "13, 11, 3",
        "4, 4, 4",
        "5, 2, 5",
        "31, 17, 16",
        "3, 3, 17",
        "500, 375, 3",
        "64, 64, 256"
    })
    void shouldGiveBackWhatItEncoded(int width, int height, int classes) throws MaskFormatException {
        // Given
        var mask = Samples.mask(width, height, classes, 1337);
        // When
        var decoded = IndexedPng.decode(IndexedPng.encode(mask, Samples.palette(classes)));
        // Then
        assertThat(decoded).isEqualTo(mask);
    }

    @ParameterizedTest
    @CsvSource({
        "17, 9, 2, 1",
        "17, 9, 3, 2",
        "17, 9, 4, 2",
        "17, 9, 5, 4",
        "17, 9, 16, 4",
        "17, 9, 17, 8",
        "40, 30, 256, 8"
    })
    void shouldBeReadByImageIoWithTheSameIndicesAndColours(int width, int height, int classes, int bits)
            throws IOException {
        // Given
        var mask = Samples.mask(width, height, classes, 42);
        var palette = Samples.palette(classes);
        // When
        var image = ImageIO.read(new ByteArrayInputStream(IndexedPng.encode(mask, palette)));
        // Then
        var colours = (IndexColorModel) image.getColorModel();
        assertThat(colours.getPixelSize()).isEqualTo(bits);
        assertThat(new int[] {image.getWidth(), image.getHeight()}).containsExactly(width, height);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int id = image.getRaster().getSample(x, y, 0);
                assertThat(id).isEqualTo(mask.idAt(x, y));
                assertThat(colours.getRGB(id) & 0xFFFFFF).isEqualTo(palette.get(id));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 2", "2, 4", "4, 16", "8, 256"})
    void shouldReadIndexedPngsOfImageIo(int bits, int classes) throws IOException, MaskFormatException {
        // Given
        var mask = Samples.mask(37, 23, classes, 7);
        byte[] grey = new byte[classes];
        for (int i = 0; i < classes; i++) {
            grey[i] = (byte) i;
        }
        var colours = new IndexColorModel(bits, classes, grey, grey, grey);
        var image = bits == 8
                ? new BufferedImage(37, 23, BufferedImage.TYPE_BYTE_INDEXED, colours)
                : new BufferedImage(37, 23, BufferedImage.TYPE_BYTE_BINARY, colours);
        // When
        var decoded = IndexedPng.decode(writtenByImageIo(image, mask));
        // Then
        assertThat(decoded).isEqualTo(mask);
    }

    @Test
    void shouldReadGreyPngsOfImageIo() throws IOException, MaskFormatException {
        // Given
        var mask = Samples.mask(37, 23, 256, 8);
        // When
        var decoded =
                IndexedPng.decode(writtenByImageIo(new BufferedImage(37, 23, BufferedImage.TYPE_BYTE_GRAY), mask));
        // Then
        assertThat(decoded).isEqualTo(mask);
    }

    @Test
    void shouldBeSmallForRealMasks() {
        // Given
        byte[] ids = new byte[500 * 375];
        for (int i = 0; i < ids.length; i++) {
            double distance = Math.hypot(i % 500 - 250, i / 500.0 - 187);
            ids[i] = (byte) (distance < 120 ? 0 : distance < 125 ? 2 : 1);
        }
        // When
        byte[] png = IndexedPng.encode(new ClassMask(500, 375, ids), Samples.palette(3));
        // Then
        assertThat(png.length).isLessThan(5000);
    }

    @Test
    void shouldRefuseAMaskThatThePaletteDoesNotCover() {
        // Given
        var mask = new ClassMask(2, 1, new byte[] {0, 3});
        // When, Then
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IndexedPng.encode(mask, List.of(0, 0xFF0000, 0x00FF00)))
                .withMessageContaining("class id 3")
                .withMessageContaining("3 colours");
        assertThatIllegalArgumentException().isThrownBy(() -> IndexedPng.encode(mask, List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> IndexedPng.encode(mask, Samples.palette(257)));
    }

    private static byte[] writtenByImageIo(BufferedImage image, ClassMask mask) throws IOException {
        for (int y = 0; y < mask.height(); y++) {
            for (int x = 0; x < mask.width(); x++) {
                image.getRaster().setSample(x, y, 0, mask.idAt(x, y));
            }
        }
        var png = new ByteArrayOutputStream();
        assertThat(ImageIO.write(image, "png", png)).isTrue();
        return png.toByteArray();
    }
}
