package io.maskstream.imaging.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** Tells a person what their bytes look like, where they are no image that is read. */
public final class UnknownBytes {
    private static final int LOOKED_AT = 256;
    private static final List<Sign> SIGNS = List.of(
            new Sign(0, "%PDF", "a PDF"),
            new Sign(0, "PK\u0003\u0004", "a ZIP archive or an office document"),
            new Sign(0, "\u001F\u008B", "a gzip archive"),
            new Sign(0, "II*\0", "a TIFF image"),
            new Sign(0, "MM\0*", "a TIFF image"),
            new Sign(4, "ftypavif", "an AVIF image"),
            new Sign(4, "ftyphei", "a HEIC image"),
            new Sign(4, "ftypmif1", "a HEIF image"),
            new Sign(4, "ftyp", "a video (MP4 or QuickTime)"),
            new Sign(0, "\u001AE\u00DF\u00A3", "a video (Matroska or WebM)"),
            new Sign(0, "\u00FF\n", "a JPEG XL image"),
            new Sign(4, "JXL ", "a JPEG XL image"),
            new Sign(4, "jP  ", "a JPEG 2000 image"),
            new Sign(0, "8BPS", "a Photoshop document"));

    private record Sign(int at, String bytes, String name) {}

    private UnknownBytes() {}

    /** Such as "an HTML page", to stand after "looks like". */
    public static String describe(byte[] encoded) {
        if (encoded.length == 0) {
            return "nothing (empty: 0 bytes)";
        }
        var bytes = new Bytes(encoded);
        for (Sign sign : SIGNS) {
            if (bytes.has(sign.at, sign.bytes)) {
                return sign.name;
            }
        }
        byte[] start = Arrays.copyOf(encoded, Math.min(encoded.length, LOOKED_AT));
        String text = text(start);
        if (!text.isEmpty()) {
            return describeText(text.strip().toLowerCase(Locale.ROOT));
        }
        return "unknown data (%,d bytes, first %s)"
                .formatted(
                        encoded.length,
                        HexFormat.ofDelimiter(" ").formatHex(Arrays.copyOf(start, Math.min(start.length, 8))));
    }

    private static String describeText(String text) {
        if (text.startsWith("<!doctype html") || text.startsWith("<html")) {
            return "an HTML page";
        }
        if (text.contains("<svg")) {
            return "an SVG drawing";
        }
        if (text.startsWith("<?xml")) {
            return "an XML document";
        }
        if (text.startsWith("{") || text.startsWith("[")) {
            return "JSON";
        }
        return text.startsWith("version https://git-lfs") ? "a Git LFS pointer, not the file itself" : "text";
    }

    /** The start as text without a byte order mark, or empty where it holds what no text does. */
    private static String text(byte[] start) {
        var characters = CharBuffer.allocate(start.length);
        boolean more = false; // a character may be cut in two where the start ends: that is no error
        if (UTF_8.newDecoder().decode(ByteBuffer.wrap(start), characters, more).isError()) {
            return "";
        }
        String text = characters.flip().toString();
        boolean control = text.chars().anyMatch(c -> c < ' ' && c != '\n' && c != '\r' && c != '\t' && c != '\f');
        return control ? "" : text.replace("\uFEFF", "");
    }
}
