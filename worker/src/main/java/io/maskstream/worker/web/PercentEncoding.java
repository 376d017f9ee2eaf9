package io.maskstream.worker.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Letters outside of ASCII as URIs have them (RFC 3986, section 2.1; RFC 3987, section 3.1). ASCII stays as it is written, allowed or not.
 *
 * <p>Nothing is normalised, which {@link java.net.URI#toASCIIString} does: a name in NFD, as macOS writes them, would become that of another file.
 */
public final class PercentEncoding {
    private static final Pattern HALVES = Pattern.compile("\\p{Cs}");
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private PercentEncoding() {}

    /** The bytes of its UTF-8; half a surrogate pair, which has none, is the sign U+FFFD, as in browsers. */
    public static String ofText(String text) {
        return encoded(HALVES.matcher(text).replaceAll("\uFFFD").getBytes(UTF_8));
    }

    /** The bytes themselves, of a text that has a char for each, as headers of HTTP are read; whatever characters they stand for. */
    public static String ofBytes(String latin1) {
        return encoded(latin1.getBytes(ISO_8859_1));
    }

    private static String encoded(byte[] bytes) {
        var ascii = new StringBuilder(bytes.length + 16);
        for (byte value : bytes) {
            if (value >= 0) {
                ascii.append((char) value);
            } else {
                ascii.append('%').append(HEX.toHexDigits(value));
            }
        }
        return ascii.toString();
    }
}
