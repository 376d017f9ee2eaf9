package io.maskstream.worker.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Locale;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/** File names from image ids, which anybody may have sent. */
public final class FileNames {
    private static final int LONGEST = 120;
    /** Names of devices that Windows reserves, with any ending. */
    private static final Pattern RESERVED = Pattern.compile("(?i)(con|prn|aux|nul|com\\d|lpt\\d)(\\..*)?");

    /** Ends with what a checksum looks like. */
    private static final Pattern CHECKED = Pattern.compile(".*-[0-9a-f]{8}");

    private FileNames() {}

    /**
     * A name without ending that is safe in every file system: letters, digits, dash, dot and underscore, no dot or dash first, at most 120
     * characters. An id that had to be changed gets a checksum, and so does one that already ends with what looks like one, so that two ids do not become
     * one file.
     */
    public static String of(String imageId) {
        var name = new StringBuilder();
        imageId.codePoints()
                .limit(LONGEST)
                .forEach(c -> name.append(
                        (c < 128 && Character.isLetterOrDigit(c)) || "-_.".indexOf(c) >= 0 ? (char) c : '_'));
        for (int i = 0; i < name.length() && ".-".indexOf(name.charAt(i)) >= 0; i++) {
            name.setCharAt(i, '_'); // neither hidden nor an option
        }
        if (!name.isEmpty() && name.charAt(name.length() - 1) == '.') {
            name.setCharAt(name.length() - 1, '_');
        }
        boolean same = !imageId.isEmpty()
                && name.toString().equals(imageId)
                && !RESERVED.matcher(imageId).matches()
                && !CHECKED.matcher(imageId).matches();
        return same ? imageId : (name.isEmpty() ? "_" : name) + "-" + checksum(imageId);
    }

    private static String checksum(String text) {
        var crc = new CRC32();
        crc.update(text.getBytes(UTF_8));
        return String.format(Locale.ROOT, "%08x", crc.getValue());
    }
}
