package io.maskstream.imaging;

import static io.maskstream.imaging.Fixtures.bytes;
import static io.maskstream.imaging.Fixtures.chunk;
import static io.maskstream.imaging.Fixtures.concat;
import static io.maskstream.imaging.Fixtures.encode;
import static io.maskstream.imaging.Fixtures.gradient;
import static io.maskstream.imaging.Fixtures.jpeg;
import static io.maskstream.imaging.Fixtures.jpegWithExif;
import static io.maskstream.imaging.Fixtures.littleEndian;
import static io.maskstream.imaging.Fixtures.pngWith;
import static io.maskstream.imaging.ImageException.Kind.CORRUPT;
import static io.maskstream.imaging.ImageException.Kind.NOT_AN_IMAGE;
import static io.maskstream.imaging.ImageException.Kind.TOO_LARGE;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.maskstream.imaging.ImageException.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files made to hurt: what each is refused for, or the size that it is read with all the same. */
class HostileImageTest {
    private static final int BOMB = 20_000_000;

    private final ImageDecoder decoder = new ImageDecoder(100_000_000);

    static Stream<Arguments> refused() {
        byte[] png = encode(gradient(40, 30), "png");
        byte[] gif = encode(gradient(40, 30), "gif");
        byte[] bmp = encode(gradient(40, 30), "bmp");
        byte[] webp = WebpImageTest.webp(gradient(40, 30), 80);
        byte[] jpeg = jpeg(40, 30);
        return Stream.of(
                arguments("PNG of 65535 x 65535", sized(png, 65_535, 65_535), TOO_LARGE),
                arguments("PNG of 100,001 x 1,000", sized(png, 100_001, 1_000), TOO_LARGE),
                arguments("PNG of 2^31 - 1 on each side", sized(png, Integer.MAX_VALUE, Integer.MAX_VALUE), CORRUPT),
                arguments("PNG with a pixel more in a line than it has", sized(png, 41, 30), CORRUPT),
                arguments("PNG with no pixels in its data", pngOf(8_000, 8_000, deflated(0)), CORRUPT),
                arguments("PNG with two headers", pngWith(png, "IHDR", Arrays.copyOfRange(png, 16, 29)), CORRUPT),
                arguments("PNG with an unknown critical chunk", pngWith(png, "EVIL", new byte[9]), CORRUPT),
                arguments("PNG with a chunk of 4 GiB", overwritten(png, 33, 0xFF, 0xFF, 0xFF, 0xFF), CORRUPT),
                arguments("GIF with a canvas of 65535 x 65535", overwritten(gif, 6, 255, 255, 255, 255), TOO_LARGE),
                arguments("GIF with a frame far larger than its canvas", framed(gif, 60_000, 60_000), CORRUPT),
                arguments("GIF that ends in its first code", Arrays.copyOf(gif, 800), CORRUPT),
                arguments("JPEG of 65500 x 65500", jpegOf(jpeg, 65_500, 65_500), TOO_LARGE),
                arguments("JPEG of no height (DNL)", jpegOf(jpeg, 40, 0), CORRUPT),
                arguments("JPEG with two frame headers", twice(jpeg, frameHeader(jpeg)), CORRUPT),
                arguments("JPEG with thousands of scans", scans(jpeg, 3_000), CORRUPT),
                arguments("JPEG within a JPEG's marker", concat(bytes(0xFF, 0xD8), jpeg), CORRUPT),
                arguments("WebP of 16383 x 16383", overwritten(webp, 26, 0xFF, 0x3F, 0xFF, 0x3F), TOO_LARGE),
                arguments("WebP whose canvas is not its frame's", canvas(webp, 5_000, 5_000), CORRUPT),
                arguments("WebP with a canvas of 2^24 pixels' width", canvas(webp, 1 << 24, 1), CORRUPT),
                arguments("BMP of 2^31 lines", overwritten(bmp, 22, 0, 0, 0, 0x80), CORRUPT),
                arguments("BMP of 65535 x 65535", overwritten(bmp, 18, 255, 255, 0, 0, 255, 255, 0, 0), TOO_LARGE),
                arguments("BMP of a negative width", overwritten(bmp, 18, 0xFE, 0xFF, 0xFF, 0xFF), CORRUPT),
                arguments(
                        "BMP of 8 bits with a palette of 2^31",
                        overwritten(bmp, 28, 8, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x80),
                        CORRUPT),
                arguments("BMP whose pixels start behind its end", overwritten(bmp, 10, 255, 255, 255, 127), CORRUPT),
                arguments("TIFF", text("II*\0\b\0\0\0"), NOT_AN_IMAGE),
                arguments("TIFF, big-endian", text("MM\0*\0\0\0\b"), NOT_AN_IMAGE),
                arguments("OpenEXR", bytes(0x76, 0x2F, 0x31, 0x01, 2, 0, 0, 0), NOT_AN_IMAGE),
                arguments("Radiance HDR", text("#?RADIANCE\nFORMAT=32-bit_rle_rgbe\n\n-Y 9 +X 9\n"), NOT_AN_IMAGE),
                arguments("Sun raster", bytes(0x59, 0xA6, 0x6A, 0x95, 0, 0, 0, 8), NOT_AN_IMAGE),
                arguments("AVIF", text("\0\0\0\u001Cftypavif\0\0\0\0"), NOT_AN_IMAGE),
                arguments("JPEG 2000", text("\0\0\0\fjP  \r\n\u0087\n"), NOT_AN_IMAGE),
                arguments("JPEG 2000 codestream", bytes(0xFF, 0x4F, 0xFF, 0x51, 0, 41), NOT_AN_IMAGE),
                arguments("PNM", text("P6\n65535 65535\n255\n"), NOT_AN_IMAGE),
                arguments("PFM", text("PF\n9 9\n-1.0\n"), NOT_AN_IMAGE),
                arguments("PAM", text("P7\nWIDTH 9\nHEIGHT 9\nDEPTH 3\nMAXVAL 255\nENDHDR\n"), NOT_AN_IMAGE),
                arguments("SVG", text("<svg xmlns='http://www.w3.org/2000/svg'/>"), NOT_AN_IMAGE),
                arguments("PDF", text("%PDF-1.7\n"), NOT_AN_IMAGE),
                arguments("ZIP", text("PK\u0003\u0004"), NOT_AN_IMAGE),
                arguments("JPEG behind a line of text", concat(text("\n"), jpeg), NOT_AN_IMAGE),
                arguments("DICOM with a JPEG in it", concat(new byte[128], text("DICM"), jpeg), NOT_AN_IMAGE));
    }

    static Stream<Arguments> harmless() {
        byte[] png = encode(gradient(40, 30), "png");
        byte[] jpeg = jpeg(40, 30);
        byte[] gif = encode(gradient(40, 30), "gif");
        byte[] profile = concat(text("x\0\0"), deflated(BOMB));
        return Stream.of(
                arguments("PNG with a bomb behind its pixels", pngOf(40, 30, deflated(BOMB))),
                arguments("PNG with a bomb for a colour profile", pngWith(png, "iCCP", profile)),
                arguments("PNG with a bomb for a text", pngWith(png, "zTXt", profile)),
                arguments("PNG with a damaged colour profile", pngWith(png, "iCCP", text("x\0\0garbage"))),
                arguments("PNG that is a ZIP from its end", concat(png, text("PK\u0003\u0004"), new byte[40])),
                arguments("JPEG that is a ZIP from its end", concat(jpeg, text("PK\u0003\u0004"), new byte[40])),
                arguments("JPEG that says DICM where DICOM does", comment(jpeg, dicom())),
                arguments("JPEG that is a PDF too", comment(jpeg, text("%PDF-1.7\n"))),
                arguments("JPEG with a profile of garbage", segment(jpeg, 0xE2, text("ICC_PROFILE\0\1\1garbage"))),
                arguments(
                        "JPEG with the second part of a profile alone",
                        segment(jpeg, 0xE2, text("ICC_PROFILE\0\2\3garbage"))),
                arguments("EXIF directory that is its own next", jpegWithExif(jpeg, directories(8, 1, 8))),
                arguments("EXIF with a value of 4 GiB", jpegWithExif(jpeg, directories(8, -1, 0))),
                arguments("EXIF directory behind the block", jpegWithExif(jpeg, directories(60_000, 1, 0))),
                arguments("EXIF of one byte", jpegWithExif(jpeg, text("I"))),
                arguments("GIF frame partly outside its canvas", moved(gif, 30, 20)),
                arguments("GIF frame outside its canvas", moved(gif, 60_000, 60_000)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void shouldRefuse(String name, byte[] hostile, Kind expected) {
        // When
        var refused = catchThrowableOfType(ImageException.class, () -> decodeSmall(hostile));
        // Then
        assertThat(refused).as(name).isNotNull();
        assertThat(refused.kind()).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("harmless")
    void shouldReadThePixelsAllTheSame(String name, byte[] odd) throws Exception {
        // When
        var header = decodeSmall(odd);
        // Then
        assertThat(header.width()).as(name).isEqualTo(40);
        assertThat(header.height()).isEqualTo(30);
        assertThat(header.orientation()).isBetween(1, 8);
    }

    private ImageHeader decodeSmall(byte[] encoded) throws ImageException {
        return decoder.decodeInto(encoded, 8, 8, ByteBuffer.allocateDirect(8 * 8 * 3));
    }

    private static byte[] text(String text) {
        return text.getBytes(ISO_8859_1);
    }

    private static byte[] overwritten(byte[] file, int at, int... values) {
        byte[] changed = file.clone();
        System.arraycopy(bytes(values), 0, changed, at, values.length);
        return changed;
    }

    /** The PNG with another size, and the checksum that belongs to it. */
    private static byte[] sized(byte[] png, int width, int height) {
        var header = ByteBuffer.wrap(Arrays.copyOfRange(png, 16, 29))
                .putInt(0, width)
                .putInt(4, height);
        return concat(Arrays.copyOf(png, 8), chunk("IHDR", header.array()), Arrays.copyOfRange(png, 33, png.length));
    }

    /** A grey PNG whose pixels are these packed bytes. */
    private static byte[] pngOf(int width, int height, byte[] packed) {
        byte[] header = ByteBuffer.allocate(13)
                .putInt(width)
                .putInt(height)
                .put((byte) 8)
                .array();
        return concat(
                text("\u0089PNG\r\n\u001A\n"), chunk("IHDR", header), chunk("IDAT", packed), chunk("IEND", bytes()));
    }

    private static byte[] deflated(int zeros) {
        var packed = new ByteArrayOutputStream();
        try (var deflater = new DeflaterOutputStream(packed)) {
            deflater.write(new byte[zeros]);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return packed.toByteArray();
    }

    private static int frameHeader(byte[] jpeg) {
        int at = 2;
        while (jpeg[at + 1] != (byte) 0xC0) {
            at += 2 + ByteBuffer.wrap(jpeg).getShort(at + 2);
        }
        return at;
    }

    private static byte[] jpegOf(byte[] jpeg, int width, int height) {
        var changed = ByteBuffer.wrap(jpeg.clone());
        int at = frameHeader(jpeg);
        return changed.putShort(at + 5, (short) height)
                .putShort(at + 7, (short) width)
                .array();
    }

    /** The JPEG with one of its segments twice. */
    private static byte[] twice(byte[] jpeg, int at) {
        int end = at + 2 + ByteBuffer.wrap(jpeg).getShort(at + 2);
        return concat(Arrays.copyOf(jpeg, end), Arrays.copyOfRange(jpeg, at, jpeg.length));
    }

    /** The JPEG with its scan again and again. */
    private static byte[] scans(byte[] jpeg, int count) {
        int at = jpeg.length - 2;
        while (jpeg[at] != (byte) 0xFF || jpeg[at + 1] != (byte) 0xDA) {
            at--;
        }
        byte[] scan = Arrays.copyOfRange(jpeg, at, jpeg.length - 2);
        var file = new ByteArrayOutputStream();
        file.write(jpeg, 0, at);
        for (int i = 0; i < count; i++) {
            file.writeBytes(scan);
        }
        file.write(jpeg, jpeg.length - 2, 2);
        return file.toByteArray();
    }

    private static byte[] comment(byte[] jpeg, byte[] comment) {
        return segment(jpeg, 0xFE, comment);
    }

    private static byte[] segment(byte[] jpeg, int marker, byte[] data) {
        int length = data.length + 2;
        return concat(
                Arrays.copyOf(jpeg, 2),
                bytes(0xFF, marker, length >> 8, length),
                data,
                Arrays.copyOfRange(jpeg, 2, jpeg.length));
    }

    /** So much that, as the first segment's data, it ends in the file's bytes 128 to 131. */
    private static byte[] dicom() {
        return concat(new byte[122], text("DICM"));
    }

    /** An EXIF block with one entry, an orientation of so many values. */
    private static byte[] directories(int first, int count, int next) {
        return concat(
                text("II*\0"),
                littleEndian(first),
                bytes(1, 0, 0x12, 1, 3, 0),
                littleEndian(count),
                littleEndian(6),
                littleEndian(next));
    }

    private static byte[] canvas(byte[] webp, int width, int height) {
        byte[] body = concat(
                text("WEBPVP8X"),
                littleEndian(10),
                littleEndian(0),
                Arrays.copyOf(littleEndian(width - 1), 3),
                Arrays.copyOf(littleEndian(height - 1), 3),
                Arrays.copyOfRange(webp, 12, webp.length));
        return concat(text("RIFF"), littleEndian(body.length), body);
    }

    /** The GIF with its first frame elsewhere on its canvas. */
    private static byte[] moved(byte[] gif, int left, int top) {
        return overwritten(gif, frame(gif) + 1, left, left >> 8, top, top >> 8);
    }

    /** The GIF with its first frame of another size. */
    private static byte[] framed(byte[] gif, int width, int height) {
        return overwritten(gif, frame(gif) + 5, width, width >> 8, height, height >> 8);
    }

    private static int frame(byte[] gif) {
        int palette = (gif[10] & 0x80) == 0 ? 0 : 3 << ((gif[10] & 7) + 1);
        int at = 13 + palette;
        while (gif[at] != ',') {
            at += 2;
            while (gif[at] != 0) {
                at += 1 + (gif[at] & 0xFF);
            }
            at++;
        }
        return at;
    }
}
