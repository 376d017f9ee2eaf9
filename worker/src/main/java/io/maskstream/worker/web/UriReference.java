package io.maskstream.worker.web;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a reference leads from an address, as RFC 3986 (section 5.2) has it and browsers do.
 *
 * <p>{@link URI#resolve} is of the RFC before it: of {@code ?size=large} it makes the folder, and it keeps steps above the root. The HTTP client's own has
 * another spelling for signs that are allowed, such as {@code ;}, and a signed address does not survive that.
 */
public final class UriReference {
    /** Appendix B: scheme, authority, path, query and fragment of any text. */
    private static final Pattern PARTS =
            Pattern.compile("(?:([^:/?#]+):)?(?://([^/?#]*))?([^?#]*)(\\?[^#]*)?(#.*)?", Pattern.DOTALL);

    private UriReference() {}

    /**
     * Resolves one.
     *
     * @param base with a scheme and a host
     * @param reference such as {@code ../cat.jpg}, or a whole address; one that has a scheme and no host stays as it is
     * @throws URISyntaxException where it leads to what is no URI
     */
    public static URI resolve(URI base, String reference) throws URISyntaxException {
        Matcher parts = PARTS.matcher(reference);
        if (!parts.matches()) {
            throw new URISyntaxException(reference, "Not a reference");
        }
        String scheme = parts.group(1);
        String authority = parts.group(2);
        String path = parts.group(3);
        String query = parts.group(4) == null ? "" : parts.group(4);
        String fragment = parts.group(5) == null ? "" : parts.group(5);
        if (scheme != null && authority == null) {
            return UriText.read(reference); // without its dots http:/.//host would name a host
        }
        if (authority == null && path.isEmpty()) {
            path = base.getRawPath();
            query = query.isEmpty() && base.getRawQuery() != null ? "?" + base.getRawQuery() : query;
        } else if (authority == null && !path.startsWith("/")) {
            path = withoutDots(folder(base.getRawPath()) + path);
        } else {
            path = withoutDots(path);
        }
        return UriText.read((scheme == null ? base.getScheme() : scheme)
                + "://"
                + (authority == null ? base.getRawAuthority() : authority)
                + path
                + query
                + fragment);
    }

    private static String folder(String path) {
        return path.isEmpty() ? "/" : path.substring(0, path.lastIndexOf('/') + 1);
    }

    /** Section 5.2.4, of a path that is empty or begins with a slash. */
    private static String withoutDots(String path) {
        List<String> kept = new ArrayList<>();
        boolean folder = false;
        for (String segment : path.split("/", -1)) {
            boolean up = segment.equals("..");
            folder = up || segment.equals(".");
            if (up && kept.size() > 1) { // the first is what stands before the root's slash
                kept.remove(kept.size() - 1);
            } else if (!folder) {
                kept.add(segment);
            }
        }
        return String.join("/", kept) + (folder ? "/" : "");
    }
}
