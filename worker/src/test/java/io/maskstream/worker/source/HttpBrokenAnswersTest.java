package io.maskstream.worker.source;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.maskstream.schemas.event.FailureReason;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Servers that do not answer, or break off. */
@Timeout(60)
class HttpBrokenAnswersTest {
    private static final byte[] IMAGE = "the bytes of an image".getBytes(US_ASCII);

    @AutoClose
    private final HttpUnderTest http = new HttpUnderTest();

    private final WebServer server = http.server;

    @Test
    void shouldNotTakeHalfAnImageForAWholeOne() {
        // Given
        server.on("/half", exchange -> {
            exchange.sendResponseHeaders(200, 1_000);
            exchange.getResponseBody().write(new byte[500]);
            exchange.close();
        });
        // When
        var failure = http.failure(server.uri("/half"));
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
            var failure = http.failure("http://127.0.0.1:%d/cat.jpg".formatted(socket.getLocalPort()));
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
        assertThat(http.failure("http://127.0.0.1:%d/cat.jpg".formatted(port)).reason())
                .isEqualTo(FailureReason.UNAVAILABLE);
    }

    @Test
    void shouldTryAFreshConnectionWhereAKeptOneHasGoneStale() throws Exception {
        // Given a server that says it keeps the connection, and closes it at the next request
        try (var socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            var serving = CompletableFuture.runAsync(() -> serveEachConnectionOnce(socket));
            String uri = "http://127.0.0.1:%d/cat.jpg".formatted(socket.getLocalPort());
            // When / Then
            assertThat(http.sources.fetch(uri)).isEqualTo(IMAGE);
            assertThat(http.sources.fetch(uri)).isEqualTo(IMAGE);
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
