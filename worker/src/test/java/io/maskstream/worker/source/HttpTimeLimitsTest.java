package io.maskstream.worker.source;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.maskstream.schemas.event.FailureReason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.apache.hc.client5.http.DnsResolver;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that are too slow, at whatever they do. */
@Timeout(60)
class HttpTimeLimitsTest {
    @AutoClose
    private final HttpUnderTest http = new HttpUnderTest();

    private final WebServer server = http.server;

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
        try (var hasty = HttpUnderTest.within(Duration.ofMillis(400))) {
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
        try (var hasty = HttpUnderTest.within(Duration.ofMillis(400))) {
            // When / Then
            assertThat(Refusal.of(hasty, server.uri("/silent")).reason()).isEqualTo(FailureReason.TIMEOUT);
            assertThat(Refusal.of(hasty, server.uri("/slow")).reason()).isEqualTo(FailureReason.TIMEOUT);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "https"})
    void shouldBoundTheTimeOfHeadersAndHandshakesThatDrip(String scheme) throws Exception {
        // Given a server that sends a byte now and then, and never enough
        var config = HttpUnderTest.config(Duration.ofMillis(400), "http", "https");
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
        var config = HttpUnderTest.config(Duration.ofMillis(400), "http");
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
}
