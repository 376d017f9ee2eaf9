package io.maskstream.imaging;

import static io.maskstream.imaging.Fixtures.bytes;
import static io.maskstream.imaging.Fixtures.difference;
import static io.maskstream.imaging.Fixtures.gradient;
import static io.maskstream.imaging.Fixtures.rgb;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class CanvasTest {
    private static final int WIDER_THAN_A_JPEG = 70_000;

    private final ImageDecoder decoder = new ImageDecoder(1_000_000);
    private final Palette palette = Palette.parse(List.of("#ff0000", "#00FF80"));

    @Test
    void shouldDrawAsAnOverlayOfTheSameSizeIsDrawn() throws Exception {
        // Given
        var image = rgb(gradient(60, 40));
        var labels = new LabelMap(3, 2, bytes(0, 1, 200, 1, 0, 1));
        byte[] ids = LabelMaps.nearest(labels.labels(), 3, 2, 60, 40);

        // When
        byte[] jpeg;
        try (var canvas = decoder.inspect(ImageWriter.png(image)).canvas(60)) {
            canvas.cover(labels, palette, 0.5);
            jpeg = canvas.jpeg(95);
        }

        // Then
        assertThat(jpeg).isEqualTo(ImageWriter.jpeg(Overlay.draw(image, ids, palette, 0.5), 95));
    }

    @Test
    void shouldScaleWhatIsLargerThanItMayBe() throws Exception {
        // Given
        byte[] png = ImageWriter.png(rgb(gradient(60, 40)));

        // When
        try (var canvas = decoder.inspect(png).canvas(30)) {
            // Then
            assertThat(canvas.width()).isEqualTo(30);
            assertThat(canvas.height()).isEqualTo(20);
            assertThat(difference(
                            decoder.decode(canvas.jpeg(95)).pixels(),
                            rgb(gradient(30, 20)).pixels()))
                    .isLessThan(16);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> decoder.inspect(png).canvas(0));
    }

    @Test
    void shouldMakeAJpegOfAnImageThatIsWiderThanAnyJpeg() throws Exception {
        // Given
        var wide = new RgbImage(WIDER_THAN_A_JPEG, 4, new byte[WIDER_THAN_A_JPEG * 4 * 3]);
        assertThatIllegalArgumentException().isThrownBy(() -> ImageWriter.jpeg(wide, 90));
        byte[] jpeg;

        // When
        try (var canvas = decoder.inspect(ImageWriter.png(wide)).canvas(ImageWriter.LONGEST_JPEG_SIDE)) {
            canvas.cover(new LabelMap(WIDER_THAN_A_JPEG, 4, new byte[WIDER_THAN_A_JPEG * 4]), palette, 1);
            jpeg = canvas.jpeg(90);
        }

        // Then
        var read = decoder.decode(jpeg);
        assertThat(read.width()).isEqualTo(ImageWriter.LONGEST_JPEG_SIDE);
        assertThat(read.height()).isEqualTo(4);
        assertThat(read.pixels()[0] & 0xFF).isGreaterThan(250);
    }

    @Test
    void shouldRefuseADamagedImage() throws Exception {
        // Given
        byte[] png = ImageWriter.png(rgb(gradient(60, 40)));
        png[png.length / 2] ^= 0x55;

        // Then
        assertThatExceptionOfType(ImageException.class)
                .isThrownBy(() -> decoder.inspect(png).canvas(60).close());
    }
}
