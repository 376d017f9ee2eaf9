package io.maskstream.imaging.hostile;

import static io.maskstream.imaging.Fixtures.bytes;
import static io.maskstream.imaging.Fixtures.concat;
import static io.maskstream.imaging.Fixtures.exif;
import static io.maskstream.imaging.Fixtures.jpeg;
import static io.maskstream.imaging.Fixtures.jpegWithExif;
import static io.maskstream.imaging.Fixtures.littleEndian;
import static io.maskstream.imaging.ImageException.Kind.CORRUPT;
import static io.maskstream.imaging.ImageException.Kind.TOO_LARGE;
import static io.maskstream.imaging.hostile.Parts.indexOf;
import static io.maskstream.imaging.hostile.Parts.insert;
import static io.maskstream.imaging.hostile.Parts.repeat;
import static io.maskstream.imaging.hostile.Parts.text;
import static io.maskstream.imaging.hostile.Parts.with;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.maskstream.imaging.ImageException.Kind;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class HostileJpegTest {
    private static final byte[] JPEG = jpeg(40, 30);

    /** Where its frame header is: its length, bits, height, width, and three components. */
    private static final int FRAME = indexOf(JPEG, bytes(0xFF, 0xC0));

    private static final int FRAME_LENGTH = 19;

    /** Where its only scan is. */
    private static final int SCAN = indexOf(JPEG, bytes(0xFF, 0xDA));

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource({"frames", "segments"})
    void shouldRefuse(String what, Kind expected, byte[] hostile) {
        // When / Then
        BothReadings.assertRefused(hostile, expected);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"harmless", "harmlessExif"})
    void shouldReadThePixelsAndNothingElse(String what, byte[] odd, byte[] plain) throws Exception {
        // When / Then
        BothReadings.assertSameImage(odd, plain);
    }

    static Stream<Arguments> frames() {
        byte[] frame = Arrays.copyOfRange(JPEG, FRAME, FRAME + FRAME_LENGTH);
        return Stream.of(
                arguments("65500 x 65500", TOO_LARGE, with(JPEG, FRAME + 5, 0xFF, 0xDC, 0xFF, 0xDC)),
                arguments("65535 x 65535", TOO_LARGE, with(JPEG, FRAME + 5, 0xFF, 0xFF, 0xFF, 0xFF)),
                arguments("a height that comes later (DNL)", CORRUPT, with(JPEG, FRAME + 5, 0, 0)),
                arguments("12 bits", CORRUPT, with(JPEG, FRAME + 4, 12)),
                arguments("without loss", CORRUPT, with(JPEG, FRAME + 1, 0xC3)),
                arguments("in a hierarchy", CORRUPT, with(JPEG, FRAME + 1, 0xC5)),
                arguments("in arithmetic code", CORRUPT, with(JPEG, FRAME + 1, 0xC9)),
                arguments("2 components", CORRUPT, with(JPEG, FRAME + 9, 2)),
                arguments("255 components", CORRUPT, with(JPEG, FRAME + 9, 255)),
                arguments("sampled 15 times", CORRUPT, with(JPEG, FRAME + 11, 0xFF)),
                arguments("two frame headers in a row", CORRUPT, insert(JPEG, FRAME, frame)),
                arguments("another frame header before its scan", CORRUPT, insert(JPEG, SCAN, frame)));
    }

    static Stream<Arguments> segments() {
        byte[] before = Arrays.copyOf(JPEG, SCAN);
        byte[] scan = Arrays.copyOfRange(JPEG, SCAN, JPEG.length - 2);
        byte[] end = bytes(0xFF, 0xD9);
        return Stream.of(
                arguments("101 scans", CORRUPT, concat(before, repeat(scan, 101), end)),
                arguments("3,000 scans", CORRUPT, concat(before, repeat(scan, 3_000), end)),
                arguments("no scan", CORRUPT, concat(before, end)),
                arguments("a segment of no length", CORRUPT, insert(JPEG, 2, bytes(0xFF, 0xE2, 0, 0))),
                arguments("a JPEG within its marker", CORRUPT, concat(bytes(0xFF, 0xD8), JPEG)),
                arguments("nothing but fill bytes", CORRUPT, repeat(bytes(0xFF, 0xD8, 0xFF, 0xFF), 99)));
    }

    static Stream<Arguments> harmless() {
        byte[] dicom = concat(new byte[122], text("DICM")); // the file's bytes 128 to 131, as DICOM has it
        return Stream.of(
                arguments("DICM where DICOM says it", segment(0xFE, dicom), JPEG),
                arguments("a PDF too", segment(0xFE, text("%PDF-1.7\n")), JPEG),
                arguments("garbage for a profile", segment(0xE2, text("ICC_PROFILE\0\1\1garbage")), JPEG),
                arguments("a profile's second part alone", segment(0xE2, text("ICC_PROFILE\0\2\3garbage")), JPEG),
                arguments("a page that follows", concat(JPEG, text("<script>")), JPEG),
                arguments("a ZIP from its end", concat(JPEG, text("PK\u0003\u0004"), new byte[40]), JPEG));
    }

    static Stream<Arguments> harmlessExif() {
        byte[] turned = jpegWithExif(JPEG, exif(6, ByteOrder.LITTLE_ENDIAN));
        byte[] empty = concat(text("II*\0"), littleEndian(8), bytes(0, 0), littleEndian(8));
        return Stream.of(
                arguments("a directory that is its own next", jpegWithExif(JPEG, directory(8, 1, 8)), turned),
                arguments("an empty directory that is its own next", jpegWithExif(JPEG, empty), JPEG),
                arguments("4 billion values", jpegWithExif(JPEG, directory(8, -1, 0)), JPEG),
                // read where a directory usually is
                arguments("a directory behind the block", jpegWithExif(JPEG, directory(60_000, 1, 0)), turned),
                arguments("one byte", jpegWithExif(JPEG, text("I")), JPEG));
    }

    private static byte[] segment(int marker, byte[] data) {
        int length = data.length + 2;
        return insert(JPEG, 2, concat(bytes(0xFF, marker, length >> 8, length), data));
    }

    /** An EXIF block with one entry, an orientation of so many values, the first of which turns the image. */
    private static byte[] directory(int first, int count, int next) {
        return concat(
                text("II*\0"),
                littleEndian(first),
                bytes(1, 0, 0x12, 1, 3, 0),
                littleEndian(count),
                littleEndian(6),
                littleEndian(next));
    }
}
