package io.maskstream.imaging.hostile;

import static io.maskstream.imaging.Fixtures.bigEndian;
import static io.maskstream.imaging.Fixtures.bytes;
import static io.maskstream.imaging.Fixtures.concat;
import static io.maskstream.imaging.Fixtures.encode;
import static io.maskstream.imaging.Fixtures.exif;
import static io.maskstream.imaging.Fixtures.gradient;
import static io.maskstream.imaging.Fixtures.jpeg;
import static io.maskstream.imaging.Fixtures.jpegWithExif;
import static io.maskstream.imaging.Fixtures.webp;
import static io.maskstream.imaging.ImageException.Kind.CORRUPT;
import static io.maskstream.imaging.ImageException.Kind.NOT_AN_IMAGE;
import static io.maskstream.imaging.ImageException.Kind.TOO_LARGE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.maskstream.imaging.ImageDecoder;
import io.maskstream.imaging.ImageException;
import io.maskstream.imaging.RgbImage;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DamagedImageTest {
    private final ImageDecoder decoder = new ImageDecoder(1_000_000);

    private ImageException refused(byte[] encoded) {
        return catchThrowableOfType(ImageException.class, () -> decoder.decode(encoded));
    }

    private static byte[] image(String format) {
        return format.equals("webp") ? webp(gradient(40, 30), 80) : encode(gradient(40, 30), format);
    }

    @ParameterizedTest
    @CsvSource({"jpg, JPEG, 1", "png, PNG, 1", "webp, WebP, 1", "gif, GIF, 2", "bmp, BMP, 1"})
    void shouldRefuseAnImageThatIsCutOffAnywhere(String format, String name, int unneeded) {
        // Given
        byte[] whole = image(format);

        for (int length = 20; length <= whole.length - unneeded; length++) {
            // When
            var refused = refused(Arrays.copyOf(whole, length));

            // Then
            assertThat(refused).as("%d of %d bytes", length, whole.length).isNotNull();
            assertThat(refused.kind()).isEqualTo(CORRUPT);
            assertThat(refused).hasMessageStartingWith("The " + name + " image ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpg", "png", "webp", "gif", "bmp"})
    void shouldReadAnImageThatGarbageFollows(String format) throws Exception {
        // Given
        byte[] whole = image(format);
        byte[] followed = concat(whole, bytes(0, 255, 216, 255, 1, 2, 3));

        // When
        // Then
        assertThat(decoder.decode(followed).pixels())
                .isEqualTo(decoder.decode(whole).pixels());
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpg", "png", "webp", "gif", "bmp"})
    void shouldEitherDecodeOrRefuseWhatIsDamaged(String format) {
        // Given
        byte[] whole = image(format);
        var random = new Random(3);

        for (int i = 0; i < 300; i++) {
            byte[] damaged = whole.clone();
            for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }

            // When
            RgbImage image = null;
            ImageException refused = null;
            try {
                image = decoder.decode(damaged);
            } catch (ImageException expected) {
                refused = expected;
            }

            // Then
            assertThat(image == null).isNotEqualTo(refused == null);
        }
    }

    @Test
    void shouldNotTakeAThumbnailsEndForTheImagesEnd() throws Exception {
        // Given
        byte[] exif = concat(exif(6, ByteOrder.LITTLE_ENDIAN), jpeg(16, 16));
        byte[] whole = jpegWithExif(jpeg(64, 48), exif);

        // When
        var refused = refused(Arrays.copyOf(whole, whole.length - 100));

        // Then
        assertThat(decoder.decode(whole).width()).isEqualTo(48);
        assertThat(refused).hasMessageContaining("cut off");
    }

    @Test
    void shouldReadEverySizeFromTheHeaderAlone() throws Exception {
        for (String format : new String[] {"jpg", "png", "webp", "gif", "bmp"}) {
            byte[] whole = image(format);
            var header = decoder.header(Arrays.copyOf(whole, format.equals("jpg") ? 400 : 60));
            assertThat(header.width()).as(format).isEqualTo(40);
            assertThat(header.height()).as(format).isEqualTo(30);
        }
    }

    @Test
    void shouldRefuseMorePixelsThanAllowedBeforeDecodingThem() {
        // Given: a header of 30,000 x 30,000 pixels, and no pixels at all
        byte[] png = encode(gradient(4, 4), "png");
        byte[] huge =
                concat(Arrays.copyOf(png, 16), bigEndian(30_000), bigEndian(30_000), Arrays.copyOfRange(png, 24, 60));

        // When
        var refused = refused(huge);

        // Then
        assertThat(refused.kind()).isEqualTo(TOO_LARGE);
        assertThat(refused)
                .hasMessage("The PNG image has 30000 x 30000 = 900,000,000 pixels, and the limit is 1,000,000:"
                        + " make it smaller, or raise the limit.");
    }

    @ParameterizedTest
    @CsvSource({"0, 4", "4, 0", "-1, 4", "2000000, 1"})
    void shouldRefuseASizeThatNoImageHas(int width, int height) {
        // Given
        byte[] png = encode(gradient(4, 4), "png");
        byte[] absurd = concat(
                Arrays.copyOf(png, 16), bigEndian(width), bigEndian(height), Arrays.copyOfRange(png, 24, png.length));

        // When
        var refused = refused(absurd);

        // Then
        assertThat(refused.kind()).isEqualTo(CORRUPT);
        assertThat(refused).hasMessageContaining("header");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'not an image'|text",
                "'BMW builds cars, and this is a text about them.'|text",
                "'<!DOCTYPE html><html>'|an HTML page",
                "'%PDF-1.7'|a PDF",
                "'{\"a\": 1}'|JSON",
                "'<svg xmlns='|an SVG drawing",
                "'version https://git-lfs.github.com/spec/v1'|a Git LFS pointer, not the file itself",
                "''|nothing (empty: 0 bytes)"
            })
    void shouldSayWhatTheBytesLookLike(String content, String looksLike) {
        // When
        var refused = refused(content.getBytes(UTF_8));

        // Then
        assertThat(refused.kind()).isEqualTo(NOT_AN_IMAGE);
        assertThat(refused)
                .hasMessage("This is no image that can be read: it looks like " + looksLike
                        + ". JPEG, PNG, WebP, GIF and BMP are read.");
    }

    @Test
    void shouldShowTheFirstOfUnknownBytes() {
        assertThat(refused(bytes(1, 2, 0, 254, 5, 6, 7, 8, 9)))
                .hasMessageContaining("unknown data (9 bytes, first 01 02 00 fe 05 06 07 08)");
    }
}
