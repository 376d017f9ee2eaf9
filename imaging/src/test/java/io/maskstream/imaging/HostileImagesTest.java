package io.maskstream.imaging;

import static io.maskstream.imaging.Fixtures.bigEndian;
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

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files made to hurt, each with the reason for which it is refused, or none where only its pixels are read. */
final class HostileImagesTest {
    private static final byte[] PNG = encode(gradient(40, 30), "png");
    private static final byte[] GIF = encode(gradient(40, 30), "gif");
    private static final byte[] BMP = encode(gradient(40, 30), "bmp");
    private static final byte[] JPEG = jpeg(40, 30);
    private static final byte[] WEBP = WebpImageTest.webp(gradient(40, 30), 80);

    private final ImageDecoder decoder = new ImageDecoder(100_000_000);

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource({"foreign", "pngs", "jpegs", "gifs", "webps", "bmps"})
    void shouldRefuseForItsReason(String what, ImageException.Kind expected, byte[] hostile) {
        // When
        var refused = catchThrowableOfType(ImageException.class, () -> decoder.decode(hostile));

        // Then
        assertThat(refused).as(what).isNotNull();
        assertThat(refused.kind()).as(refused.getMessage()).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("harmless")
    void shouldReadThePixelsAndNothingElse(String what, byte[] odd, byte[] plain) throws Exception {
        assertThat(decoder.decode(odd).pixels())
                .as(what)
                .isEqualTo(decoder.decode(plain).pixels());
    }

    /** Formats that OpenCV would decode, each by a library of its own. */
    static Stream<Arguments> foreign() {
        return Stream.of(
                is("TIFF, little endian", NOT_AN_IMAGE, text("II*\0\b\0\0\0")),
                is("TIFF, big endian", NOT_AN_IMAGE, text("MM\0*\0\0\0\b")),
                is("OpenEXR", NOT_AN_IMAGE, bytes(0x76, 0x2F, 0x31, 0x01, 2, 0, 0, 0)),
                is("Radiance HDR", NOT_AN_IMAGE, text("#?RADIANCE\n")),
                is("Sun raster", NOT_AN_IMAGE, bytes(0x59, 0xA6, 0x6A, 0x95, 0, 0, 0, 1)),
                is("AVIF", NOT_AN_IMAGE, concat(bigEndian(32), text("ftypavif\0\0\0\0avifmif1"))),
                is("JPEG 2000 in boxes", NOT_AN_IMAGE, concat(bigEndian(12), text("jP  \r\n\u0087\n"))),
                is("JPEG 2000 bare", NOT_AN_IMAGE, bytes(0xFF, 0x4F, 0xFF, 0x51, 0, 41)),
                is("JPEG XL", NOT_AN_IMAGE, bytes(0xFF, 0x0A, 1, 2, 3)),
                is("portable bitmap", NOT_AN_IMAGE, text("P6\n65535 65535\n255\n")),
                is("portable any map", NOT_AN_IMAGE, text("P7\nWIDTH 65535\n")),
                is("portable float map", NOT_AN_IMAGE, text("PF\n65535 65535\n")),
                is("a PNG behind a byte", NOT_AN_IMAGE, concat(bytes(0), PNG)),
                is("a PNG with text line ends", NOT_AN_IMAGE, concat(text("\u0089PNG\n\u001A\n"), PNG)),
                is("RIFF of sound", NOT_AN_IMAGE, concat(text("RIFF"), littleEndian(36), text("WAVEfmt "))),
                is("a page that ends in a JPEG", NOT_AN_IMAGE, concat(text("<html>"), JPEG)),
                is("GIF of a year to come", NOT_AN_IMAGE, text("GIF99a\1\0\1\0")));
    }

    static Stream<Arguments> pngs() {
        byte[] tail = Arrays.copyOfRange(PNG, 33, PNG.length);
        return Stream.of(
                is("PNG of 65535 x 65535", TOO_LARGE, png(65_535, 65_535, 8, 2, 0, tail)),
                is("PNG of one long row", TOO_LARGE, png(1_000_000, 101, 8, 2, 0, tail)),
                is("PNG with a side no decoder reads", CORRUPT, png(Integer.MAX_VALUE, 1, 8, 2, 0, tail)),
                is("PNG of 64 bits a pixel out of nothing", CORRUPT, png(9_000, 9_000, 16, 6, 1, tail)),
                is("PNG of one bit out of nothing", CORRUPT, png(9_999, 9_999, 1, 0, 0, tail)),
                is("PNG with fewer rows than it says", CORRUPT, png(40, 300, 8, 2, 0, tail)),
                is("PNG of 3 bits", CORRUPT, png(40, 30, 3, 0, 0, tail)),
                is("PNG palette of 16 bits", CORRUPT, png(40, 30, 16, 3, 0, tail)),
                is("PNG palette without colours", CORRUPT, png(40, 30, 8, 3, 0, tail)),
                is("PNG of colour type 5", CORRUPT, png(40, 30, 8, 5, 0, tail)),
                is("PNG of interlace 7", CORRUPT, png(40, 30, 8, 2, 7, tail)),
                is("PNG with two headers", CORRUPT, pngWith(PNG, "IHDR", Arrays.copyOfRange(PNG, 16, 29))),
                is("PNG of an unknown critical chunk", CORRUPT, pngWith(PNG, "CgBI", bytes(0, 0, 0, 0))),
                is("PNG whose header is too long", CORRUPT, concat(Arrays.copyOf(PNG, 8), chunk("IHDR", new byte[99]))),
                is("PNG with a chunk of 4 GB", CORRUPT, concat(Arrays.copyOf(PNG, 33), bigEndian(-1), text("IDAT"))),
                is("PNG of empty data", CORRUPT, png(40, 30, 8, 2, 0, concat(chunk("IDAT", bytes()), end()))),
                is("PNG of no data", CORRUPT, png(40, 30, 8, 2, 0, end())),
                is("PNG that is nothing but its magic", CORRUPT, Arrays.copyOf(PNG, 8)));
    }

    static Stream<Arguments> jpegs() {
        int frame = indexOf(JPEG, bytes(0xFF, 0xC0));
        int scan = indexOf(JPEG, bytes(0xFF, 0xDA));
        byte[] scans = repeat(Arrays.copyOfRange(JPEG, scan, JPEG.length - 2), 101);
        byte[] second = Arrays.copyOfRange(JPEG, frame, frame + 19);
        return Stream.of(
                is("JPEG of 65500 x 65500", TOO_LARGE, with(JPEG, frame + 5, 0xFF, 0xDC, 0xFF, 0xDC)),
                is("JPEG of 65535 x 65535", TOO_LARGE, with(JPEG, frame + 5, 0xFF, 0xFF, 0xFF, 0xFF)),
                is("JPEG whose height comes later (DNL)", CORRUPT, with(JPEG, frame + 5, 0, 0)),
                is("JPEG of 12 bits", CORRUPT, with(JPEG, frame + 4, 12)),
                is("JPEG without loss", CORRUPT, with(JPEG, frame + 1, 0xC3)),
                is("JPEG in a hierarchy", CORRUPT, with(JPEG, frame + 1, 0xC5)),
                is("JPEG in arithmetic code", CORRUPT, with(JPEG, frame + 1, 0xC9)),
                is("JPEG of 2 components", CORRUPT, with(JPEG, frame + 9, 2)),
                is("JPEG of 255 components", CORRUPT, with(JPEG, frame + 9, 255)),
                is("JPEG sampled 15 times", CORRUPT, with(JPEG, frame + 11, 0xFF)),
                is("JPEG with two frame headers", CORRUPT, insert(JPEG, scan, second)),
                is("JPEG of 101 scans", CORRUPT, concat(Arrays.copyOf(JPEG, scan), scans, bytes(0xFF, 0xD9))),
                is("JPEG of no scan", CORRUPT, concat(Arrays.copyOf(JPEG, scan), bytes(0xFF, 0xD9))),
                is("JPEG with a segment of no length", CORRUPT, insert(JPEG, 2, bytes(0xFF, 0xE2, 0, 0))),
                is("JPEG that is nothing but fill bytes", CORRUPT, repeat(bytes(0xFF, 0xD8, 0xFF, 0xFF), 99)));
    }

    static Stream<Arguments> gifs() {
        int image = indexOf(GIF, bytes(0x2C, 0, 0, 0, 0));
        return Stream.of(
                is("GIF of a screen of 65535 x 65535", TOO_LARGE, with(GIF, 6, 0xFF, 0xFF, 0xFF, 0xFF)),
                is("GIF without a screen, but a huge frame", TOO_LARGE, huge(with(GIF, 6, 0, 0, 0, 0), image)),
                is("GIF of a huge frame on a small screen", CORRUPT, huge(GIF, image)),
                is(
                        "GIF of a frame that its data cannot fill",
                        CORRUPT,
                        with(with(GIF, 6, 0x10, 0x27, 0x10, 0x27), image + 5, 0x10, 0x27, 0x10, 0x27)),
                is("GIF of a frame without pixels", CORRUPT, with(GIF, image + 5, 0, 0)),
                is("GIF of codes of 12 bits", CORRUPT, with(GIF, image + 10, 12)),
                is(
                        "GIF of nothing but extensions",
                        CORRUPT,
                        concat(Arrays.copyOf(GIF, image), repeat(bytes(0x21, 0xFE, 1, 0, 0), 999), bytes(0x3B))),
                is("GIF that is nothing but its screen", CORRUPT, Arrays.copyOf(GIF, 13)));
    }

    static Stream<Arguments> webps() {
        byte[] still = Arrays.copyOfRange(WEBP, 12, WEBP.length);
        return Stream.of(
                is("WebP of a canvas of 16777216 x 16777216", CORRUPT, webp(1 << 24, 1 << 24, 0, still)),
                is("WebP of a canvas of 65536 x 65536", TOO_LARGE, webp(65_536, 65_536, 0, still)),
                is("WebP of a canvas larger than its picture", CORRUPT, webp(9_000, 9_000, 0, still)),
                is("WebP of a canvas smaller than its picture", CORRUPT, webp(4, 3, 0, still)),
                is("WebP of a frame outside its canvas", CORRUPT, webp(40, 30, 2, frame(8, 0, 40, 30, still))),
                is(
                        "WebP of a frame of 16777216 x 16777216",
                        CORRUPT,
                        webp(40, 30, 2, frame(0, 0, 1 << 24, 1 << 24, still))),
                is("WebP of no picture", CORRUPT, webp(40, 30, 0, riff("EXIF", bytes(1, 2)))),
                is("WebP of 16383 x 16383", TOO_LARGE, with(WEBP, 26, 0xFF, 0x3F, 0xFF, 0x3F)),
                is("WebP of a chunk of 4 GB", CORRUPT, with(WEBP, 16, 0xFF, 0xFF, 0xFF, 0xFF)),
                is("WebP that says it is longer", CORRUPT, with(WEBP, 4, 0xFF, 0xFF, 0xFF, 0x7F)));
    }

    static Stream<Arguments> bmps() {
        return Stream.of(
                is("BMP of 65535 x 65535", TOO_LARGE, with(BMP, 18, 0xFF, 0xFF, 0, 0, 0xFF, 0xFF, 0, 0)),
                is("BMP of a height of -2^31", CORRUPT, with(BMP, 22, 0, 0, 0, 0x80)),
                is("BMP of a negative width", CORRUPT, with(BMP, 18, 0xFF, 0xFF, 0xFF, 0xFF)),
                is("BMP of 7 bits", CORRUPT, with(BMP, 28, 7)),
                is("BMP of 64 bits", CORRUPT, with(BMP, 28, 64)),
                is("BMP of 4 billion colours", CORRUPT, with(with(BMP, 28, 8), 46, 0xFF, 0xFF, 0xFF, 0xFF)),
                is("BMP of run lengths over 24 bits", CORRUPT, with(BMP, 30, 1)),
                is("BMP that packs a JPEG", CORRUPT, with(BMP, 30, 4)),
                is("BMP whose pixels lie in its header", CORRUPT, with(BMP, 10, 2, 0, 0, 0)),
                is("BMP whose pixels lie behind its end", CORRUPT, with(BMP, 10, 0, 0, 0, 0x7F)),
                is("BMP that is an AVIF to others", CORRUPT, with(BMP, 4, 'f', 't', 'y', 'p')));
    }

    static Stream<Arguments> harmless() {
        byte[] bomb = deflate(new byte[50_000_000]);
        byte[] cyclic = concat(text("II*\0"), littleEndian(8), bytes(0, 0), littleEndian(8));
        byte[] counts =
                concat(text("II*\0"), littleEndian(8), bytes(1, 0, 0x12, 1, 3, 0), littleEndian(-1), new byte[8]);
        return Stream.of(
                Arguments.of("PNG with a packed text of 50 MB", pngWith(PNG, "zTXt", concat(text("a\0\0"), bomb)), PNG),
                Arguments.of(
                        "PNG with an international text of 50 MB",
                        pngWith(PNG, "iTXt", concat(text("a\0\1\0\0\0"), bomb)),
                        PNG),
                Arguments.of("PNG with a profile of 50 MB", pngWith(PNG, "iCCP", concat(text("a\0\0"), bomb)), PNG),
                Arguments.of("PNG with garbage for a profile", pngWith(PNG, "iCCP", bytes(1, 2, 3)), PNG),
                Arguments.of(
                        "PNG with an animation of 2 billion frames",
                        pngWith(PNG, "acTL", concat(bigEndian(Integer.MAX_VALUE), bigEndian(0))),
                        PNG),
                Arguments.of("PNG in 1 empty data chunk and its own", pngWith(PNG, "IDAT", bytes()), PNG),
                Arguments.of("JPEG with EXIF that refers to itself", jpegWithExif(JPEG, cyclic), JPEG),
                Arguments.of("JPEG with EXIF of 4 billion values", jpegWithExif(JPEG, counts), JPEG),
                Arguments.of(
                        "JPEG with garbage for a profile",
                        insert(JPEG, 2, concat(bytes(0xFF, 0xE2, 0, 18), text("ICC_PROFILE\0\1\1\3\3"))),
                        JPEG),
                Arguments.of("GIF that a JPEG follows", concat(GIF, JPEG), GIF),
                Arguments.of("JPEG that a page follows", concat(JPEG, text("<script>")), JPEG),
                Arguments.of("PNG that an archive follows", concat(PNG, text("PK\3\4")), PNG));
    }

    private static Arguments is(String what, ImageException.Kind expected, byte[] hostile) {
        return Arguments.of(what, expected, hostile);
    }

    private static byte[] text(String text) {
        return text.getBytes(ISO_8859_1);
    }

    private static byte[] png(int width, int height, int bits, int colourType, int interlace, byte[] chunks) {
        byte[] header = concat(bigEndian(width), bigEndian(height), bytes(bits, colourType, 0, 0, interlace));
        return concat(Arrays.copyOf(PNG, 8), chunk("IHDR", header), chunks);
    }

    private static byte[] end() {
        return chunk("IEND", bytes());
    }

    private static byte[] huge(byte[] gif, int image) {
        return with(gif, image + 5, 0xFF, 0xFF, 0xFF, 0xFF);
    }

    private static byte[] webp(int width, int height, int flags, byte[] chunks) {
        byte[] header = concat(bytes(flags, 0, 0, 0), threeBytes(width - 1), threeBytes(height - 1));
        byte[] body = concat(text("WEBP"), riff("VP8X", header), chunks);
        return concat(text("RIFF"), littleEndian(body.length), body);
    }

    private static byte[] frame(int left, int top, int width, int height, byte[] still) {
        byte[] place = concat(
                threeBytes(left / 2), threeBytes(top / 2), threeBytes(width - 1), threeBytes(height - 1), new byte[4]);
        return riff("ANMF", concat(place, still));
    }

    private static byte[] riff(String type, byte[] data) {
        return concat(text(type), littleEndian(data.length), data, new byte[data.length & 1]);
    }

    private static byte[] threeBytes(int number) {
        return Arrays.copyOf(littleEndian(number), 3);
    }

    private static byte[] with(byte[] original, int at, int... values) {
        byte[] changed = original.clone();
        System.arraycopy(bytes(values), 0, changed, at, values.length);
        return changed;
    }

    private static byte[] insert(byte[] original, int at, byte[] part) {
        return concat(Arrays.copyOf(original, at), part, Arrays.copyOfRange(original, at, original.length));
    }

    private static byte[] repeat(byte[] part, int times) {
        byte[] all = new byte[part.length * times];
        for (int i = 0; i < times; i++) {
            System.arraycopy(part, 0, all, i * part.length, part.length);
        }
        return all;
    }

    private static int indexOf(byte[] whole, byte[] part) {
        return new String(whole, ISO_8859_1).indexOf(new String(part, ISO_8859_1));
    }

    private static byte[] deflate(byte[] plain) {
        var packed = new ByteArrayOutputStream();
        try (var stream = new DeflaterOutputStream(packed)) {
            stream.write(plain);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return packed.toByteArray();
    }
}
