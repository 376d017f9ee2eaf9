package io.maskstream.worker.source.policy;

import io.maskstream.worker.web.PercentEncoding;
import java.net.IDN;
import java.net.URI;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An {@code http:} or {@code https:} reference in one spelling, so that whoever checks it and whoever connects understand the same.
 *
 * @param host in lower case, IDNA's ASCII, without a dot at its end; an IPv6 address in brackets
 * @param port 1 to 65535
 * @param target path and query as they were written, at least {@code /}; letters outside of ASCII are percent-encoded
 */
public record WebAddress(String scheme, String host, int port, String target) {
    private static final int MOST_PORT = 65_535;
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    private static final String BYTE = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";

    private static final Pattern AUTHORITY = Pattern.compile("([^:\\[\\]]+|\\[[^\\]]+])(?::([0-9]{0,5}))?");
    private static final Pattern NAME = Pattern.compile("[a-z0-9_-]+(\\.[a-z0-9_-]+)*");
    private static final Pattern V4 = Pattern.compile(BYTE + "(\\." + BYTE + "){3}");
    private static final Pattern V6 = Pattern.compile("\\[[0-9a-f:.]*:[0-9a-f:.]*]");
    private static final Pattern NUMBER = Pattern.compile("[0-9]+|0x[0-9a-f]*");

    /**
     * Reads one.
     *
     * @param uri whose scheme is one of the two
     * @throws Refusal where it names no host, or one that some readers take for another
     */
    public static WebAddress of(URI uri) throws Refusal {
        String authority = uri.getRawAuthority();
        if (authority == null || authority.startsWith(":")) {
            throw ambiguous("names no host; write https://host/path");
        }
        if (authority.indexOf('@') >= 0) {
            throw new Refusal(Refusal.Kind.FORBIDDEN, "has a user name or password in it; send it without them");
        }
        Matcher parts = AUTHORITY.matcher(authority);
        if (!parts.matches()) {
            throw ambiguous("has a host or port that cannot be read; write https://host:port/path");
        }
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        return new WebAddress(scheme, host(parts.group(1)), port(parts.group(2), scheme), target(uri));
    }

    private static String host(String written) throws Refusal {
        String host = written.startsWith("[") ? written.toLowerCase(Locale.ROOT) : ascii(written);
        if (host.startsWith("[")) {
            if (!V6.matcher(host).matches()) {
                throw ambiguous("has an IPv6 address that is none, or one with a zone; write it as in RFC 5952");
            }
            return host;
        }
        if (!NAME.matcher(host).matches()) {
            throw ambiguous("has a host with characters that no host has");
        }
        // Some resolvers read 127.1, 0177.0.0.1, 0x7f000001 and 2130706433 as addresses, each in its own way.
        String last = host.substring(host.lastIndexOf('.') + 1);
        if (NUMBER.matcher(last).matches() && !V4.matcher(host).matches()) {
            throw ambiguous(
                    "writes its address in a way that is not read alike everywhere; write four decimal numbers");
        }
        return host;
    }

    private static String ascii(String written) throws Refusal {
        String host;
        try {
            host = IDN.toASCII(written, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException malformed) {
            throw ambiguous("has a host that is not a domain name; write its name in ASCII");
        }
        return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    }

    private static int port(String written, String scheme) throws Refusal {
        if (written == null || written.isEmpty()) {
            return scheme.equals("https") ? HTTPS : HTTP;
        }
        int port = Integer.parseInt(written);
        if (port < 1 || port > MOST_PORT) {
            throw ambiguous("has a port that is no number from 1 to 65535");
        }
        return port;
    }

    private static String target(URI uri) {
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return PercentEncoding.ofText(uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery());
    }

    private static Refusal ambiguous(String what) {
        return new Refusal(Refusal.Kind.AMBIGUOUS, what);
    }

    /** The address again, without what was behind a {@code #}. */
    public URI uri() {
        boolean usual = port == (scheme.equals("https") ? HTTPS : HTTP);
        return URI.create("%s://%s%s%s".formatted(scheme, host, usual ? "" : ":" + port, target));
    }
}
