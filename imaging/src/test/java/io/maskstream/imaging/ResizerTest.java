package io.maskstream.imaging;

import static io.maskstream.imaging.Fixtures.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ResizerTest {
    @Test
    void shouldAverageTheAreaThatAPixelStandsFor() {
        // Given
        var image = new RgbImage(2, 2, bytes(0, 0, 0, 100, 0, 0, 0, 40, 0, 100, 0, 8));

        // When
        var one = Resizer.resize(image, 1, 1);

        // Then
        assertThat(one.pixels()).isEqualTo(bytes(50, 10, 2));
    }

    @Test
    void shouldFitIntoABoxWithoutStretchingOrEnlarging() {
        // Given
        var wide = new RgbImage(400, 100, new byte[400 * 100 * 3]);

        // When
        var fitted = Resizer.fit(wide, 200, 200);

        // Then
        assertThat(fitted.width()).isEqualTo(200);
        assertThat(fitted.height()).isEqualTo(50);
        assertThat(Resizer.fit(fitted, 300, 300)).isSameAs(fitted);
    }
}
