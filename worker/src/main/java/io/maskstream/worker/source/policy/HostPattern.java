package io.maskstream.worker.source.policy;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Hosts by name: {@code *} for all, {@code example.org} for one, {@code *.example.org} for those under it, however deep.
 *
 * @param text in lower case, as IDNA's ASCII (RFC 5890)
 */
public record HostPattern(String text) {
    private static final Pattern FORM =
            Pattern.compile("\\*|(\\*\\.)?[a-z0-9_]([a-z0-9_-]*)(\\.[a-z0-9_-]+)*|\\[[0-9a-f:.]+]");

    /** @throws IllegalArgumentException where it is none of these */
    public HostPattern {
        text = text.toLowerCase(Locale.ROOT);
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "\"%s\" is no host: write example.org, *.example.org for all under it, or * for all"
                            .formatted(text));
        }
    }

    boolean matches(String host) {
        if (text.equals("*")) {
            return true;
        }
        return text.startsWith("*.") ? host.endsWith(text.substring(1)) : host.equals(text);
    }
}
