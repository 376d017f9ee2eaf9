package io.maskstream.worker.web;

import java.net.URI;
import java.net.URISyntaxException;

/** Reads URIs that strangers wrote. */
public final class UriText {
    private UriText() {}

    /**
     * As {@link URI#URI(String)} does, and as it says that it does: of an address such as {@code [::9999999999.1.1.1]} the JDK throws the exception of a number
     * that is too large.
     *
     * @throws URISyntaxException where it is none
     */
    public static URI read(String text) throws URISyntaxException {
        try {
            return new URI(text);
        } catch (NumberFormatException malformed) {
            var none = new URISyntaxException(text, "Malformed IPv6 address", Math.max(0, text.indexOf('[')));
            none.initCause(malformed);
            throw none;
        }
    }
}
