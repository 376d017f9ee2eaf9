package io.maskstream.imaging.hostile;

import static io.maskstream.imaging.Fixtures.bigEndian;
import static io.maskstream.imaging.Fixtures.bytes;
import static io.maskstream.imaging.Fixtures.concat;
import static io.maskstream.imaging.Fixtures.encode;
import static io.maskstream.imaging.Fixtures.gradient;
import static io.maskstream.imaging.Fixtures.jpeg;
import static io.maskstream.imaging.Fixtures.littleEndian;
import static io.maskstream.imaging.ImageException.Kind.NOT_AN_IMAGE;
import static io.maskstream.imaging.hostile.Parts.text;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Formats that OpenCV would decode, each by a library of its own, and files that only hold an image. */
final class ForeignFormatsTest {
    private static final byte[] PNG = encode(gradient(40, 30), "png");
    private static final byte[] JPEG = jpeg(40, 30);

    @ParameterizedTest(name = "{0}")
    @MethodSource({"foreign", "almost"})
    void shouldNotTakeForAnImage(String what, byte[] hostile) {
        // When / Then
        BothReadings.assertRefused(hostile, NOT_AN_IMAGE);
    }

    static Stream<Arguments> foreign() {
        return Stream.of(
                arguments("TIFF, little endian", text("II*\0\b\0\0\0")),
                arguments("TIFF, big endian", text("MM\0*\0\0\0\b")),
                arguments("OpenEXR", bytes(0x76, 0x2F, 0x31, 0x01, 2, 0, 0, 0)),
                arguments("Radiance HDR", text("#?RADIANCE\nFORMAT=32-bit_rle_rgbe\n\n-Y 9 +X 9\n")),
                arguments("Sun raster", bytes(0x59, 0xA6, 0x6A, 0x95, 0, 0, 0, 8)),
                arguments("AVIF", concat(bigEndian(32), text("ftypavif\0\0\0\0avifmif1"))),
                arguments("JPEG 2000 in boxes", concat(bigEndian(12), text("jP  \r\n\u0087\n"))),
                arguments("JPEG 2000 bare", bytes(0xFF, 0x4F, 0xFF, 0x51, 0, 41)),
                arguments("JPEG XL", bytes(0xFF, 0x0A, 1, 2, 3)),
                arguments("portable bitmap", text("P6\n65535 65535\n255\n")),
                arguments("portable any map", text("P7\nWIDTH 65535\nHEIGHT 9\nDEPTH 3\nMAXVAL 255\nENDHDR\n")),
                arguments("portable float map", text("PF\n65535 65535\n-1.0\n")),
                arguments("SVG", text("<svg xmlns='http://www.w3.org/2000/svg'/>")),
                arguments("PDF", text("%PDF-1.7\n")),
                arguments("ZIP", text("PK\u0003\u0004")));
    }

    static Stream<Arguments> almost() {
        return Stream.of(
                arguments("a PNG behind a byte", concat(bytes(0), PNG)),
                arguments("a PNG with text line ends", concat(text("\u0089PNG\n\u001A\n"), PNG)),
                arguments("RIFF of sound", concat(text("RIFF"), littleEndian(36), text("WAVEfmt "))),
                arguments("a JPEG behind a line of text", concat(text("\n"), JPEG)),
                arguments("a page that ends in a JPEG", concat(text("<html>"), JPEG)),
                arguments("DICOM with a JPEG in it", concat(new byte[128], text("DICM"), JPEG)),
                arguments("GIF of a year to come", text("GIF99a\1\0\1\0")));
    }
}
