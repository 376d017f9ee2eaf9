package io.maskstream.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import org.junit.jupiter.api.Test;

/** What decoding will take, told before it is begun. */
final class WorkingMemoryTest {
    private static final int WIDTH = 1600;
    private static final int HEIGHT = 1200;
    private static final long PIXELS = (long) WIDTH * HEIGHT;

    private final ImageDecoder decoder = new ImageDecoder(10_000_000);

    @Test
    void shouldTakeLittleForAJpegThatIsDecodedSmaller() throws Exception {
        assertThat(decoder.inspect(jpeg(false)).workingBytes(200, 150)).isLessThan(PIXELS);
    }

    @Test
    void shouldTakeAllPixelsWhereTheyAreWanted() throws Exception {
        assertThat(decoder.inspect(jpeg(false)).workingBytes(WIDTH, HEIGHT)).isGreaterThan(3 * PIXELS);
    }

    @Test
    void shouldCountTheCoefficientsOfAProgressiveJpeg() throws Exception {
        assertThat(decoder.inspect(jpeg(true)).workingBytes(200, 150)).isGreaterThan(6 * PIXELS);
    }

    @Test
    void shouldTakeAllPixelsOfAPngHoweverSmallItIsToBe() throws Exception {
        // Given
        var png = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_ARGB), "png", png);
        // Then
        assertThat(decoder.inspect(png.toByteArray()).workingBytes(200, 150)).isGreaterThan(4 * PIXELS);
    }

    @Test
    void shouldCountTheCanvasOfAGifAndAFrameThatIsLarger() throws Exception {
        // Given
        var gif = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_INDEXED), "gif", gif);
        // Then
        assertThat(decoder.inspect(gif.toByteArray()).workingBytes(200, 150)).isGreaterThan(7 * PIXELS);
    }

    private static byte[] jpeg(boolean progressive) throws Exception {
        var bytes = new ByteArrayOutputStream();
        var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (var stream = ImageIO.createImageOutputStream(bytes)) {
            var parameters = writer.getDefaultWriteParam();
            parameters.setProgressiveMode(progressive ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
            writer.setOutput(stream);
            var image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
            writer.write(null, new IIOImage(image, null, null), parameters);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
