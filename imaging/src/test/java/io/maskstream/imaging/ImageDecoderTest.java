package io.maskstream.imaging;

import static io.maskstream.imaging.Fixtures.encode;
import static io.maskstream.imaging.Fixtures.exif;
import static io.maskstream.imaging.Fixtures.gradient;
import static io.maskstream.imaging.Fixtures.jpeg;
import static io.maskstream.imaging.Fixtures.jpegWithExif;
import static io.maskstream.imaging.Fixtures.pixel;
import static io.maskstream.imaging.Fixtures.pngWith;
import static io.maskstream.imaging.Fixtures.quarter;
import static io.maskstream.imaging.Fixtures.quarters;
import static io.maskstream.imaging.Fixtures.rgb;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageDecoderTest {
    private final ImageDecoder decoder = new ImageDecoder(10_000_000);

    @ParameterizedTest
    @CsvSource({"jpg, JPEG, 3", "png, PNG, 0", "gif, GIF, 0", "bmp, BMP, 0"})
    void shouldDecodeWhatAnotherLibraryDecodes(String name, ImageFormat format, int tolerance) throws Exception {
        // Given
        byte[] encoded = encode(gradient(61, 43), name);
        var reference = rgb(javax.imageio.ImageIO.read(new java.io.ByteArrayInputStream(encoded)));

        // When
        var header = decoder.header(encoded);
        var image = decoder.decode(encoded);

        // Then
        assertThat(header).isEqualTo(new ImageHeader(format, 61, 43, 1));
        assertThat(image.width()).isEqualTo(61);
        assertThat(image.height()).isEqualTo(43);
        assertThat(Fixtures.difference(image.pixels(), reference.pixels())).isLessThanOrEqualTo(tolerance);
    }

    /** Where the stored top left, top right, bottom left and bottom right quarters come to stand (EXIF 2.3, tag 0x0112). */
    @ParameterizedTest
    @CsvSource({"1, 0123", "2, 1032", "3, 3210", "4, 2301", "5, 0213", "6, 2031", "7, 3120", "8, 1302"})
    void shouldTurnAnImageAsItsCameraWasHeld(int orientation, String upright) throws Exception {
        // Given
        byte[] exif = exif(orientation, orientation % 2 == 0 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        byte[] asJpeg = jpegWithExif(encode(quarters(96, 64), "jpg"), exif);
        byte[] asPng = pngWith(encode(quarters(96, 64), "png"), "eXIf", exif);

        for (byte[] encoded : List.of(asJpeg, asPng)) {
            // When
            var target = ByteBuffer.allocateDirect(32 * 16 * 3);
            var header = decoder.decodeInto(encoded, 32, 16, target);
            var own = decoder.decode(encoded);

            // Then
            assertThat(header.orientation()).isEqualTo(orientation);
            assertThat(header.width()).isEqualTo(96);
            assertThat(own.width()).isEqualTo(header.orientedWidth()).isEqualTo(orientation < 5 ? 96 : 64);
            assertThat(own.height()).isEqualTo(header.orientedHeight());
            byte[] pixels = new byte[32 * 16 * 3];
            target.flip().get(pixels);
            for (var image : List.of(own, new RgbImage(32, 16, pixels))) {
                for (int i = 0; i < 4; i++) {
                    int stored = upright.charAt(i) - '0';
                    int x = image.width() * (1 + 2 * (i % 2)) / 4;
                    int y = image.height() * (1 + 2 * (i / 2)) / 4;
                    assertThat(pixel(image, x, y) & 0xF0F0F0).isEqualTo(quarter(stored % 2, stored / 2) & 0xF0F0F0);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 9, 255})
    void shouldTakeAnImageWithSenselessExifAsUpright(int orientation) throws Exception {
        // Given
        byte[] senseless = jpegWithExif(jpeg(20, 10), exif(orientation, ByteOrder.LITTLE_ENDIAN));
        byte[] damaged = jpegWithExif(jpeg(20, 10), new byte[] {'I', 'I', 42, 0, -1, -1, -1, -1});
        byte[] cutOff = jpegWithExif(jpeg(20, 10), java.util.Arrays.copyOf(exif(6, ByteOrder.BIG_ENDIAN), 11));

        // When
        // Then
        for (byte[] encoded : List.of(senseless, damaged, cutOff)) {
            assertThat(decoder.header(encoded).orientation()).isEqualTo(1);
            assertThat(decoder.decode(encoded).width()).isEqualTo(20);
        }
    }

    @Test
    void shouldWriteAtTheTargetsPositionAndMoveIt() throws Exception {
        // Given
        byte[] encoded = encode(quarters(40, 40), "png");
        var direct = ByteBuffer.allocateDirect(5 + 4 * 4 * 3 + 7).position(5);
        var heap = ByteBuffer.allocate(5 + 4 * 4 * 3 + 7).position(5);

        // When
        decoder.decodeInto(encoded, 4, 4, direct);
        decoder.decodeInto(encoded, 4, 4, heap);

        // Then
        assertThat(direct.position()).isEqualTo(5 + 48);
        assertThat(direct.get(4)).isZero();
        assertThat(direct.get(5)).isEqualTo((byte) 255); // red
        assertThat(direct.get(5 + 48)).isZero();
        assertThat(direct.rewind()).isEqualTo(heap.rewind());
    }

    @Test
    void shouldRefuseATargetThatIsTooSmall() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> decoder.decodeInto(jpeg(20, 10), 4, 4, ByteBuffer.allocateDirect(47)))
                .withMessageContaining("48 bytes");
    }

    @ParameterizedTest
    @CsvSource({"640, 480", "1600, 1300", "70, 400", "30, 20", "400, 30"})
    void shouldMeetAnySizeWithoutLosingTheGradient(int width, int height) throws Exception {
        // Given
        byte[] encoded = jpeg(width, height);
        var target = ByteBuffer.allocateDirect(50 * 40 * 3);

        // When
        decoder.decodeInto(encoded, 50, 40, target);

        // Then
        byte[] pixels = new byte[50 * 40 * 3];
        target.flip().get(pixels);
        assertThat(Fixtures.difference(pixels, rgb(gradient(50, 40)).pixels())).isLessThan(20);
    }

    @Test
    void shouldGiveTheSamePixelsToManyThreads() throws Exception {
        // Given
        byte[] encoded = jpeg(500, 375);
        byte[] expected = decoder.decode(encoded).pixels();
        var threads = Executors.newFixedThreadPool(4);

        // When
        List<Callable<byte[]>> tasks = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            tasks.add(() -> decoder.decode(encoded).pixels());
        }
        List<Future<byte[]>> results = threads.invokeAll(tasks);
        threads.shutdown();

        // Then
        for (Future<byte[]> result : results) {
            assertThat(result.get()).isEqualTo(expected);
        }
    }
}
