package io.maskstream.worker.source;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.maskstream.schemas.event.FailureReason;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Servers that send too much. */
@Timeout(60)
class HttpLimitsTest {
    private static final byte[] IMAGE = "the bytes of an image".getBytes(US_ASCII);

    @AutoClose
    private final HttpUnderTest http = new HttpUnderTest();

    private final WebServer server = http.server;

    @Test
    void shouldStopAtTheLimitOfBytes() throws Exception {
        // Given
        server.on("/exact", 200, new byte[HttpUnderTest.MAX_BYTES])
                .on("/told", 200, new byte[HttpUnderTest.MAX_BYTES + 1]);
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
        assertThat(bomb.length).isLessThan(HttpUnderTest.MAX_BYTES);
        assertThat(http.sources.fetch(server.uri("/exact"))).hasSize(HttpUnderTest.MAX_BYTES);
        assertThat(http.failure(server.uri("/told")).reason()).isEqualTo(FailureReason.TOO_LARGE);
        assertThat(http.failure(server.uri("/endless")).reason()).isEqualTo(FailureReason.TOO_LARGE);
        assertThat(http.failure(server.uri("/bomb")).reason()).isEqualTo(FailureReason.TOO_LARGE);
        assertThat(http.failure(server.uri("/told")).detail()).contains("100,000 bytes", "source.max-bytes");
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
        assertThat(http.failure(server.uri("/long")).reason()).isEqualTo(FailureReason.UNAVAILABLE);
        assertThat(http.failure(server.uri("/many")).reason()).isEqualTo(FailureReason.UNAVAILABLE);
    }
}
