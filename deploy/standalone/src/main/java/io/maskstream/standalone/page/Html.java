package io.maskstream.standalone.page;

import java.net.URI;
import java.net.URISyntaxException;

/** Text that came from outside, made harmless. */
final class Html {
    private Html() {}

    /** For text and for attribute values in either kind of quotes. */
    static String escape(String text) {
        StringBuilder safe = new StringBuilder(text.length() + 16);
        for (int index = 0; index < text.length(); index++) {
            char letter = text.charAt(index);
            switch (letter) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> safe.append(letter);
            }
        }
        return safe.toString();
    }

    /** A relative path as the value of {@code src} or {@code href}: percent-encoded, then escaped. */
    static String link(String path) {
        try {
            return escape(new URI(null, null, "./" + path, null).toASCIIString());
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("not a relative path: " + path, e);
        }
    }

    static String colour(int rgb) {
        return "#%06x".formatted(rgb & 0xFFFFFF);
    }
}
