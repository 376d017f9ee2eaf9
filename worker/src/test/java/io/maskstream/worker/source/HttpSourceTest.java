package io.maskstream.worker.source;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.maskstream.schemas.event.FailureReason;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class HttpSourceTest {
    private static final byte[] IMAGE = "the bytes of an image".getBytes(US_ASCII);

    @AutoClose
    private final HttpUnderTest http = new HttpUnderTest();

    private final WebServer server = http.server;

    @Test
    void shouldReadAnImageAndKeepTheConnection() throws Exception {
        // Given
        server.on("/cat.jpg", 200, IMAGE).on("/none.jpg", 404, new byte[100]);
        // When
        for (int i = 0; i < 5; i++) {
            assertThat(http.sources.fetch(server.uri("/cat.jpg?n=" + i))).isEqualTo(IMAGE);
            http.failure(server.uri("/none.jpg"));
        }
        // Then
        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void shouldReadAnEmptyBody() throws Exception {
        // Given
        server.on("/empty", 200, new byte[0]);
        // When / Then
        assertThat(http.sources.fetch(server.uri("/empty"))).isEmpty();
    }

    @Test
    void shouldUnpackGzip() throws Exception {
        // Given
        server.on("/packed", exchange -> {
            exchange.getResponseHeaders().add("Content-Encoding", "gzip");
            WebServer.answer(exchange, 200, WebServer.gzip(IMAGE));
        });
        // When / Then
        assertThat(http.sources.fetch(server.uri("/packed"))).isEqualTo(IMAGE);
    }

    @ParameterizedTest
    @CsvSource({
        "304, NOT_FOUND, false",
        "400, NOT_FOUND, false",
        "401, FORBIDDEN, false",
        "402, FORBIDDEN, false",
        "403, FORBIDDEN, false",
        "404, NOT_FOUND, false",
        "405, NOT_FOUND, false",
        "407, FORBIDDEN, false",
        "408, TIMEOUT, true",
        "410, NOT_FOUND, false",
        "418, NOT_FOUND, false",
        "425, UNAVAILABLE, true",
        "429, UNAVAILABLE, true",
        "451, FORBIDDEN, false",
        "500, UNAVAILABLE, true",
        "501, NOT_FOUND, false",
        "502, UNAVAILABLE, true",
        "503, UNAVAILABLE, true",
        "504, TIMEOUT, true",
        "505, NOT_FOUND, false",
        "520, UNAVAILABLE, true"
    })
    void shouldSayWhatAStatusMeansAndWhetherItMayPass(int status, FailureReason reason, boolean mayPass) {
        // Given
        server.on("/cat.jpg", status, new byte[0]);
        // When
        var failure = http.failure(server.uri("/cat.jpg"));
        // Then
        assertThat(failure.reason()).isEqualTo(reason);
        assertThat(failure.reason().mayPass()).isEqualTo(mayPass);
        assertThat(failure.retryAfter()).isZero();
        assertThat(failure.detail()).contains(server.uri("/cat.jpg"), Integer.toString(status));
    }

    @ParameterizedTest
    @CsvSource({"429, 7", "503, 7", "500, 0", "404, 0"})
    void shouldHearHowLongItIsToLeaveAServerAlone(int status, long seconds) {
        // Given
        server.on("/busy", exchange -> {
            exchange.getResponseHeaders().set("Retry-After", "7");
            WebServer.answer(exchange, status, new byte[0]);
        });
        // When / Then
        assertThat(http.failure(server.uri("/busy")).retryAfter()).isEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void shouldFollowRedirects(int status) throws Exception {
        // Given
        server.redirecting("/old", status, "new?a=1").on("/new", 200, IMAGE);
        // When / Then
        assertThat(http.sources.fetch(server.uri("/old"))).isEqualTo(IMAGE);
    }

    @Test
    void shouldAskForTheVeryLettersThatWereSent() throws Exception {
        // Given
        server.on(
                "/",
                exchange -> WebServer.answer(
                        exchange, 200, exchange.getRequestURI().toString().getBytes(US_ASCII)));
        // When / Then: composed, and as macOS names files
        assertThat(http.sources.fetch(server.uri("/caf\u00E9.jpg?\u00E9")))
                .asString(US_ASCII)
                .isEqualTo("/caf%C3%A9.jpg?%C3%A9");
        assertThat(http.sources.fetch(server.uri("/cafe\u0301.jpg?e\u0301")))
                .asString(US_ASCII)
                .isEqualTo("/cafe%CC%81.jpg?e%CC%81");
    }

    @ParameterizedTest
    @CsvSource({
        "?size=large, /photos/cat?size=large",
        "../../dog.jpg, /dog.jpg",
        "./dog.jpg?a=b;c, /photos/dog.jpg?a=b;c",
        "a%2Fb;c%7Ed//e, /photos/a%2Fb;c%7Ed//e",
        "/k\u00C3\u00A4se.jpg?a=\u00C3\u00A4, /k%C3%A4se.jpg?a=%C3%A4", // UTF-8, as nginx sends it: a char for each
        // byte
        "/k\u00E4se.jpg, /k%E4se.jpg" // ISO-8859-1
    })
    void shouldBeSentOnAsABrowserIs(String location, String asked) throws Exception {
        // Given
        server.on("/", exchange -> {
            String target = exchange.getRequestURI().toString();
            if (target.equals("/photos/cat")) {
                exchange.getResponseHeaders().add("Location", location);
                WebServer.answer(exchange, 302, new byte[0]);
            } else {
                WebServer.answer(exchange, 200, target.getBytes(US_ASCII));
            }
        });
        // When / Then
        assertThat(http.sources.fetch(server.uri("/photos/cat")))
                .asString(US_ASCII)
                .isEqualTo(asked);
    }

    @Test
    void shouldStopARedirectLoop() {
        // Given
        server.redirecting("/loop", 302, "/loop");
        // When
        var failure = http.failure(server.uri("/loop"));
        // Then
        assertThat(failure.reason()).isEqualTo(FailureReason.FORBIDDEN);
        assertThat(failure.detail()).contains("more than 5 times");
    }

    @Test
    void shouldHoldRedirectsToThePolicy() {
        // Given
        server.redirecting("/file", 302, "file:///etc/passwd")
                .redirecting("/tls", 302, "https://127.0.0.1/cat.jpg")
                .redirecting("/login", 302, "http://user:secret@127.0.0.1/cat.jpg")
                .redirecting("/nowhere", 302, "http://[/")
                .redirecting("/silent", 302, "http:///cat.jpg");
        // When / Then
        assertThat(http.failure(server.uri("/file")).reason()).isEqualTo(FailureReason.FORBIDDEN);
        assertThat(http.failure(server.uri("/tls")).detail()).contains("source.schemes allows http");
        assertThat(http.failure(server.uri("/login")).reason()).isEqualTo(FailureReason.FORBIDDEN);
        assertThat(http.failure(server.uri("/login")).detail()).doesNotContain("secret");
        assertThat(http.failure(server.uri("/nowhere")).reason()).isEqualTo(FailureReason.NOT_FOUND);
        assertThat(http.failure(server.uri("/silent")).reason()).isEqualTo(FailureReason.INVALID_EVENT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http:///cat.jpg",
                "http:cat.jpg",
                "http://:80/a",
                "http://host:99999/a",
                "http://host:x/a",
                "http://a b/"
            })
    void shouldRefuseAddressesWithoutAHost(String uri) {
        assertThat(http.failure(uri).reason()).isEqualTo(FailureReason.INVALID_EVENT);
    }
}
