package io.maskstream.worker.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.maskstream.worker.source.reading.PublicUri;
import java.net.URI;
import java.net.URISyntaxException;

/** No URI is shown with its credentials. */
public final class UriTarget {
    private UriTarget() {}

    /** Throws where one is; the name is Jazzer's. */
    public static void fuzzerTestOneInput(byte[] input) {
        String uri = new String(input, UTF_8);
        String shown = PublicUri.of(uri);
        if (hasCredentials(uri)) {
            assertThat(hasCredentials(shown))
                    .as("%s is shown as %s", uri, shown)
                    .isFalse();
        }
    }

    /** As the JDK reads it, not as the code that is tried does. */
    private static boolean hasCredentials(String uri) {
        try {
            return new URI(uri).getRawUserInfo() != null;
        } catch (URISyntaxException | NumberFormatException unreadable) {
            return false;
        }
    }
}
