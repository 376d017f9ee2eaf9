package io.maskstream.worker.source.reading;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** References as they may be shown: without credentials, and data: URIs without most of their data. */
public final class PublicUri {
    private static final int SHOWN_DATA = 64;
    private static final int SHOWN_IN_A_SENTENCE = 200;
    /** Follows what is shown of the data of a URI. */
    private static final Pattern REST_OF_DATA = Pattern.compile("…\\([0-9]{1,10} bytes\\)");

    private static final Pattern SCHEME = Pattern.compile("^([A-Za-z][A-Za-z0-9+.-]*):");

    private PublicUri() {}

    /**
     * The reference as events carry it.
     *
     * <p>Works on any text, well-formed or not: whatever stands before an {@code @} where a host belongs is taken for
     * credentials. Of a {@code data:} URI the first 64 characters are kept, with the length of the whole; one that was cut before
     * stays as it is.
     */
    public static String of(String uri) {
        String scheme = schemeOf(uri);
        int start = authorityStart(uri, scheme);
        int end = credentialsEnd(uri, start);
        String shown = end < 0 ? uri : uri.substring(0, start) + uri.substring(end);
        boolean cut = scheme.equals("data") && shown.length() > SHOWN_DATA && !isCut(shown);
        return cut ? shown.substring(0, SHOWN_DATA) + "…(%d bytes)".formatted(uri.length()) : shown;
    }

    /** True of a {@code data:} URI that has been through {@link #of}, which left most of its data out. */
    public static boolean isCut(String uri) {
        return uri.length() > SHOWN_DATA
                && schemeOf(uri).equals("data")
                && REST_OF_DATA.matcher(uri).region(SHOWN_DATA, uri.length()).matches();
    }

    /** The reference in quotes for a sentence: as {@link #of}, on one line, and cut where it is very long. */
    public static String quoted(String uri) {
        String shown = of(uri).replaceAll("\\p{Cntrl}", "?");
        boolean cut = shown.length() > SHOWN_IN_A_SENTENCE && !schemeOf(uri).equals("data");
        return '"' + (cut ? shown.substring(0, SHOWN_IN_A_SENTENCE) + "…" : shown) + '"';
    }

    /** True where something stands before an {@code @} where a host belongs. */
    public static boolean hasCredentials(String uri) {
        String scheme = schemeOf(uri);
        return credentialsEnd(uri, authorityStart(uri, scheme)) >= 0;
    }

    /** The scheme in lower case, or the empty string where there is none. */
    public static String schemeOf(String uri) {
        Matcher matcher = SCHEME.matcher(uri);
        return matcher.find() ? matcher.group(1).toLowerCase(Locale.ROOT) : "";
    }

    /** Where a host would begin. Files, data and plain paths have one only after two slashes; others are read leniently. */
    private static int authorityStart(String uri, String scheme) {
        int start = scheme.isEmpty() ? 0 : scheme.length() + 1;
        if (scheme.isEmpty() || scheme.equals("file") || scheme.equals("data")) {
            return uri.startsWith("//", start) ? start + 2 : uri.length();
        }
        while (start < uri.length() && (uri.charAt(start) == '/' || uri.charAt(start) == '\\')) {
            start++;
        }
        return start;
    }

    /** Behind the {@code @} that ends the credentials, or -1 where there are none. */
    private static int credentialsEnd(String uri, int start) {
        int end = start;
        while (end < uri.length() && "/\\?#".indexOf(uri.charAt(end)) < 0) {
            end++;
        }
        String authority = uri.substring(start, end);
        int at = authority.lastIndexOf('@');
        if (at >= 0) {
            return start + at + 1;
        }
        // A password with a slash in it looks like a host with a port that is no number.
        int colon = authority.lastIndexOf(':');
        boolean oddPort = colon > 0
                && !authority.endsWith("]")
                && !authority.substring(colon + 1).matches("[0-9]*");
        return oddPort ? uri.lastIndexOf('@') + 1 > end ? uri.lastIndexOf('@') + 1 : -1 : -1;
    }
}
