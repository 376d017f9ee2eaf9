package io.maskstream.worker.source;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.maskstream.schemas.event.FailureReason;
import io.maskstream.worker.source.reading.SourceConfig;
import io.maskstream.worker.source.reading.SourceException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.hc.client5.http.DnsResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that send too much, too slowly, or not all of it. */
@Timeout(60)
class HttpLimitsTest {
    private static final int MAX_BYTES = 100_000;
    private static final byte[] IMAGE = "the bytes of an image".getBytes(US_ASCII);

    private final WebServer server;
    private final ImageSources sources;

    HttpLimitsTest() throws IOException {
        server = new WebServer();
        sources = within(Duration.ofSeconds(20));
    }

    private static ImageSources within(Duration timeout) {
        return ImageSources.open(new SourceConfig(Set.of("http"), timeout, MAX_BYTES, Loopback.POLICY));
    }

    @AfterEach
    void close() {
        sources.close();
        server.close();
    }

    private SourceException failure(String uri) {
        return Refusal.of(sources, uri);
    }

    @Test
    void shouldStopAtTheLimitOfBytes() throws Exception {
        // Given
        server.on("/exact", 200, new byte[MAX_BYTES]).on("/told", 200, new byte[MAX_BYTES + 1]);
        server.on("/endless", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            while (true) {
                exchange.getResponseBody().write(new byte[10_000]);
            }
        });
        byte[] bomb = WebServer.gzip(new byte[50_000_000]);
        server.on("/bomb", exchange -> {
            exchange.getResponseHeaders().add("Content-Encoding", "gzip");
            WebServer.answer(exchange, 200, bomb);
        });
        // When / Then
        assertThat(bomb.length).isLessThan(MAX_BYTES);
        assertThat(sources.fetch(server.uri("/exact"))).hasSize(MAX_BYTES);
        assertThat(failure(server.uri("/told")).reason()).isEqualTo(FailureReason.TOO_LARGE);
        assertThat(failure(server.uri("/endless")).reason()).isEqualTo(FailureReason.TOO_LARGE);
        assertThat(failure(server.uri("/bomb")).reason()).isEqualTo(FailureReason.TOO_LARGE);
        assertThat(failure(server.uri("/told")).detail()).contains("100,000 bytes", "source.max-bytes");
    }

    @Test
    void shouldBoundTheTimeOfABodyThatDrips() {
        // Given
        server.on("/drip", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            while (true) {
                exchange.getResponseBody().write(1);
                exchange.getResponseBody().flush();
                server.hold(20);
            }
        });
        try (var hasty = within(Duration.ofMillis(400))) {
            // When
            var failure = Refusal.of(hasty, server.uri("/drip"));
            // Then
            assertThat(failure.reason()).isEqualTo(FailureReason.TIMEOUT);
            assertThat(failure.detail()).contains("not read within 0.4 s", "source.timeout");
        }
    }

    @Test
    void shouldBoundTheTimeOfAServerThatIsSilentOrRedirectsSlowly() {
        // Given
        server.on("/silent", exchange -> server.hold(60_000));
        server.on("/slow", exchange -> {
            server.hold(150);
            exchange.getResponseHeaders().add("Location", "/slow");
            WebServer.answer(exchange, 302, new byte[0]);
        });
        try (var hasty = within(Duration.ofMillis(400))) {
            // When / Then
            assertThat(Refusal.of(hasty, server.uri("/silent")).reason()).isEqualTo(FailureReason.TIMEOUT);
            assertThat(Refusal.of(hasty, server.uri("/slow")).reason()).isEqualTo(FailureReason.TIMEOUT);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "https"})
    void shouldBoundTheTimeOfHeadersAndHandshakesThatDrip(String scheme) throws Exception {
        // Given a server that sends a byte now and then, and never enough
        var config = new SourceConfig(Set.of("http", "https"), Duration.ofMillis(400), MAX_BYTES, Loopback.POLICY);
        try (var socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                var hasty = ImageSources.open(config)) {
            var dripping = CompletableFuture.runAsync(() -> drip(socket, scheme));
            // When
            var failure = Refusal.of(hasty, "%s://127.0.0.1:%d/".formatted(scheme, socket.getLocalPort()));
            // Then
            assertThat(failure.reason()).as(failure.detail()).isEqualTo(FailureReason.TIMEOUT);
            dripping.join();
        }
    }

    /** Headers without an end; or, to a client of TLS, a record of the handshake that announces more than comes. */
    private void drip(ServerSocket socket, String scheme) {
        byte[] beginning =
                scheme.equals("http") ? "HTTP/1.1 200 OK\r\nX-Long: ".getBytes(US_ASCII) : new byte[] {22, 3, 3, 64, 0};
        try (var client = socket.accept()) {
            for (int i = 0; true; i++) {
                client.getOutputStream().write(i < beginning.length ? beginning[i] : 'a');
                client.getOutputStream().flush();
                server.hold(20);
            }
        } catch (IOException gone) {
            // The client has hung up, as it should.
        }
    }

    @Test
    void shouldBoundTheTimeOfLookingAHostUp() {
        // Given
        var config = new SourceConfig(Set.of("http"), Duration.ofMillis(400), MAX_BYTES, Loopback.POLICY);
        var slow = new DnsResolver() {
            @Override
            public InetAddress[] resolve(String host) throws UnknownHostException {
                try {
                    server.hold(60_000);
                } catch (IOException closing) {
                    // The test is over.
                }
                throw new UnknownHostException(host);
            }

            @Override
            public String resolveCanonicalHostname(String host) {
                return host;
            }
        };
        try (var hasty = ImageSources.open(config, slow, new Connections())) {
            // When
            var failure = Refusal.of(hasty, "http://slow.example/cat.jpg");
            // Then
            assertThat(failure.reason()).isEqualTo(FailureReason.TIMEOUT);
        }
    }

    @Test
    void shouldBoundHeaders() {
        // Given
        server.on("/long", exchange -> {
            exchange.getResponseHeaders().add("X-Long", "a".repeat(20_000));
            WebServer.answer(exchange, 200, IMAGE);
        });
        server.on("/many", exchange -> {
            for (int i = 0; i < 300; i++) {
                exchange.getResponseHeaders().add("X-" + i, "a");
            }
            WebServer.answer(exchange, 200, IMAGE);
        });
        // When / Then
        assertThat(failure(server.uri("/long")).reason()).isEqualTo(FailureReason.UNAVAILABLE);
        assertThat(failure(server.uri("/many")).reason()).isEqualTo(FailureReason.UNAVAILABLE);
    }

    @Test
    void shouldNotTakeHalfAnImageForAWholeOne() {
        // Given
        server.on("/half", exchange -> {
            exchange.sendResponseHeaders(200, 1_000);
            exchange.getResponseBody().write(new byte[500]);
            exchange.close();
        });
        // When
        var failure = failure(server.uri("/half"));
        // Then
        assertThat(failure.reason()).isEqualTo(FailureReason.UNAVAILABLE);
        assertThat(failure.detail()).contains("broke off");
    }

    @Test
    void shouldTakeAStatusThatIsNoneForAnAnswerThatIsNotHttp() throws Exception {
        // Given
        try (var socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            var serving = CompletableFuture.runAsync(() -> answer(socket, "HTTP/1.1 000 OK\r\n\r\n"));
            // When
            var failure = failure("http://127.0.0.1:%d/cat.jpg".formatted(socket.getLocalPort()));
            // Then
            assertThat(failure.reason()).isEqualTo(FailureReason.UNAVAILABLE);
            assertThat(failure.detail()).contains("is not HTTP (Status code must not be negative or zero: 0)");
            serving.join();
        }
    }

    private static void answer(ServerSocket server, String bytes) {
        try (var client = server.accept()) {
            readRequest(client.getInputStream());
            client.getOutputStream().write(bytes.getBytes(US_ASCII));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void shouldSayWhenNobodyAnswers() throws Exception {
        // Given
        int port;
        try (var closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        // When / Then
        assertThat(failure("http://127.0.0.1:%d/cat.jpg".formatted(port)).reason())
                .isEqualTo(FailureReason.UNAVAILABLE);
    }

    @Test
    void shouldTryAFreshConnectionWhereAKeptOneHasGoneStale() throws Exception {
        // Given a server that says it keeps the connection, and closes it at the next request
        try (var socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            var serving = CompletableFuture.runAsync(() -> serveEachConnectionOnce(socket));
            String uri = "http://127.0.0.1:%d/cat.jpg".formatted(socket.getLocalPort());
            // When / Then
            assertThat(sources.fetch(uri)).isEqualTo(IMAGE);
            assertThat(sources.fetch(uri)).isEqualTo(IMAGE);
            serving.join();
        }
    }

    private static void serveEachConnectionOnce(ServerSocket server) {
        for (int i = 0; i < 2; i++) {
            try (var client = server.accept()) {
                readRequest(client.getInputStream());
                client.getOutputStream()
                        .write("HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n"
                                .formatted(IMAGE.length)
                                .getBytes(US_ASCII));
                client.getOutputStream().write(IMAGE);
                if (i == 0) {
                    readRequest(client.getInputStream());
                }
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }

    private static void readRequest(InputStream in) throws IOException {
        var seen = new StringBuilder();
        while (seen.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                return;
            }
            seen.append((char) next);
        }
    }
}
