package io.maskstream.imaging;

import static io.maskstream.imaging.Fixtures.bytes;
import static io.maskstream.imaging.Fixtures.difference;
import static io.maskstream.imaging.Fixtures.gradient;
import static io.maskstream.imaging.Fixtures.rgb;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class OverlayTest {
    private final Palette palette = Palette.parse(List.of("#ff0000", "#00FF80"));

    @Test
    void shouldMixThePixelsWithTheirClassesColours() {
        // Given
        var image = new RgbImage(3, 1, bytes(100, 100, 100, 0, 0, 0, 7, 8, 9));

        // When
        var overlay = Overlay.draw(image, bytes(0, 1, 200), palette, 0.5);

        // Then
        assertThat(overlay.pixels()).isEqualTo(bytes(178, 50, 50, 0, 128, 64, 7, 8, 9));
        assertThat(Overlay.draw(image, bytes(0, 1, 0), palette, 0).pixels()).isEqualTo(image.pixels());
        assertThat(Overlay.draw(image, bytes(1, 1, 1), palette, 1).pixels())
                .isEqualTo(bytes(0, 255, 128, 0, 255, 128, 0, 255, 128));
    }

    @Test
    void shouldWriteColoursAsTheyAreRead() {
        assertThat(palette.format()).containsExactly("#FF0000", "#00FF80");
        assertThat(palette.colour(1)).isEqualTo(0x00FF80);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Palette.parse(List.of("red")))
                .withMessage("a colour is written as #RRGGBB, not as red");
    }

    @Test
    void shouldWriteWhatCanBeReadAgain() throws Exception {
        // Given
        var image = rgb(gradient(60, 40));
        var decoder = new ImageDecoder(10_000);

        // When
        byte[] png = ImageWriter.png(image);
        byte[] jpeg = ImageWriter.jpeg(image, 95);

        // Then
        assertThat(decoder.header(png).format()).isEqualTo(ImageFormat.PNG);
        assertThat(decoder.decode(png).pixels()).isEqualTo(image.pixels());
        assertThat(decoder.header(jpeg).format()).isEqualTo(ImageFormat.JPEG);
        assertThat(difference(decoder.decode(jpeg).pixels(), image.pixels())).isLessThan(8);
        assertThat(ImageWriter.jpeg(image, 20)).hasSizeLessThan(jpeg.length);
    }
}
