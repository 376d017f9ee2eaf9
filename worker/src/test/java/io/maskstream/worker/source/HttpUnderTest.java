package io.maskstream.worker.source;

import io.maskstream.worker.source.reading.SourceConfig;
import io.maskstream.worker.source.reading.SourceException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Set;

/** A web server on this machine, and sources that may read it. */
final class HttpUnderTest implements AutoCloseable {
    /** Largest image that is read. */
    static final int MAX_BYTES = 100_000;

    final WebServer server;
    final ImageSources sources;

    HttpUnderTest() {
        try {
            server = new WebServer();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        sources = within(Duration.ofSeconds(20));
    }

    /** Others, with less time; the caller closes them. */
    static ImageSources within(Duration timeout) {
        return ImageSources.open(config(timeout, "http"));
    }

    static SourceConfig config(Duration timeout, String... schemes) {
        return new SourceConfig(Set.of(schemes), timeout, MAX_BYTES, Loopback.POLICY);
    }

    /** Why it cannot be read, which it must not. */
    SourceException failure(String uri) {
        return Refusal.of(sources, uri);
    }

    @Override
    public void close() {
        sources.close();
        server.close();
    }
}
