package io.maskstream.worker.telemetry;

import static java.util.Objects.requireNonNull;

/**
 * Where the HTTP endpoint listens.
 *
 * @param host address or name of the interface; {@code 0.0.0.0} for all
 * @param port 0 for any free one, to 65535
 */
public record HttpConfig(String host, int port) {
    public HttpConfig {
        requireNonNull(host, "host is null");
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("http.port must be 0 to 65535, not " + port);
        }
    }
}
