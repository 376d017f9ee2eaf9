package io.maskstream.standalone.demo.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.maskstream.imaging.ImageDecoder;
import io.maskstream.imaging.ImageHeader;
import io.maskstream.imaging.ImageWriter;
import io.maskstream.imaging.RgbImage;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ThumbnailsTest {
    private final ImageDecoder decoder = new ImageDecoder(1_000_000);

    @Test
    void shouldCopyAnImageThatIsWiderThanAnyJpeg(@TempDir Path folder) throws Exception {
        // Given
        byte[] png = ImageWriter.png(new RgbImage(70_000, 4, new byte[70_000 * 4 * 3]));
        Path file = folder.resolve("wide.jpg");
        // When
        new Thumbnails((uri, allowance) -> png, decoder).write("file:///wide.png", file);
        // Then
        ImageHeader copy = decoder.header(Files.readAllBytes(file));
        assertThat(copy.width()).isEqualTo(800);
        assertThat(copy.height()).isEqualTo(1);
    }
}
