package io.maskstream.imaging;

import static io.maskstream.imaging.Fixtures.bytes;
import static io.maskstream.imaging.Fixtures.encode;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelMapsTest {
    @Test
    void shouldReadGreyLabelsAsStored() throws Exception {
        // Given
        var image = new BufferedImage(3, 2, BufferedImage.TYPE_BYTE_GRAY);
        image.getRaster().setSamples(0, 0, 3, 2, 0, new int[] {1, 2, 3, 3, 255, 0});

        // When
        var map = LabelMaps.readPng(encode(image, "png"));

        // Then
        assertThat(map.width()).isEqualTo(3);
        assertThat(map.height()).isEqualTo(2);
        assertThat(map.labels()).isEqualTo(bytes(1, 2, 3, 3, 255, 0));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4, 8})
    void shouldReadPaletteNumbersNotColours(int bits) throws Exception {
        // Given
        byte[] shades = bytes(200, 100, 50, 25);
        var model = new IndexColorModel(bits, 4, shades, shades, shades);
        int type = bits == 8 ? BufferedImage.TYPE_BYTE_INDEXED : BufferedImage.TYPE_BYTE_BINARY;
        var image = new BufferedImage(5, 1, type, model);
        image.getRaster().setSamples(0, 0, 5, 1, 0, new int[] {3, 0, 1, 2, 3});

        // When
        var map = LabelMaps.readPng(encode(image, "png"));

        // Then
        assertThat(map.labels()).isEqualTo(bytes(3, 0, 1, 2, 3));
    }

    @Test
    void shouldRefuseWhatHoldsNoLabels() {
        // Given
        byte[] colours = encode(Fixtures.gradient(4, 4), "png");
        byte[] deep = encode(new BufferedImage(4, 4, BufferedImage.TYPE_USHORT_GRAY), "png");
        byte[] cutOff = Arrays.copyOf(colours, colours.length - 20);
        byte[] jpeg = Fixtures.jpeg(4, 4);

        // When
        // Then
        assertRefused(colours, "3 x 8 bits");
        assertRefused(deep, "1 x 16 bits");
        assertRefused(cutOff, "cut off");
        assertRefused(jpeg, "must be a PNG");
    }

    private static void assertRefused(byte[] encoded, String why) {
        assertThatExceptionOfType(ImageException.class)
                .isThrownBy(() -> LabelMaps.readPng(encoded))
                .withMessageContaining(why);
    }

    @Test
    void shouldTakeTheNearestLabel() {
        // Given
        byte[] ids = bytes(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);

        // When
        byte[] fewer = LabelMaps.nearest(ids, 10, 1, 4, 1);
        byte[] more = LabelMaps.nearest(bytes(1, 2, 3, 4), 2, 2, 4, 3);

        // Then
        assertThat(fewer).isEqualTo(bytes(1, 3, 6, 8)); // floor of 1.25, 3.75, 6.25, 8.75
        assertThat(more).isEqualTo(bytes(1, 1, 2, 2, 3, 3, 4, 4, 3, 3, 4, 4)); // rows: floor of 0.33, 1, 1.67
    }
}
