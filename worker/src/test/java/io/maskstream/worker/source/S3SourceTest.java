package io.maskstream.worker.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpHandler;
import io.maskstream.schemas.event.FailureReason;
import io.maskstream.worker.s3.BucketPatterns;
import io.maskstream.worker.s3.S3Config;
import io.maskstream.worker.source.policy.ReadPolicy;
import io.maskstream.worker.source.reading.MemoryShortageException;
import io.maskstream.worker.source.reading.SourceConfig;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The AWS SDK against a server on loopback that answers as Amazon's documentation says. */
final class S3SourceTest {
    private static final int MAX_BYTES = 100_000;
    private static final byte[] CAT = "a cat".getBytes(UTF_8);

    private final WebServer server = new WebServer();
    private final ImageSources sources = within(Duration.ofSeconds(20));
    private final ConcurrentLinkedQueue<String> asked = new ConcurrentLinkedQueue<>();

    S3SourceTest() throws IOException {}

    private ImageSources within(Duration timeout) {
        return ImageSources.open(
                new SourceConfig(Set.of("s3"), timeout, MAX_BYTES, ReadPolicy.publicWeb()),
                new S3Config(
                        URI.create(server.uri("")), null, true, new BucketPatterns(List.of("photos", "uploads-*"))));
    }

    @AfterEach
    void close() {
        sources.close();
        server.close();
    }

    private void answering(HttpHandler handler) {
        server.on("/", exchange -> {
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            handler.handle(exchange);
        });
    }

    private void refusing(int status, String code) {
        answering(exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "application/xml");
            WebServer.answer(
                    exchange,
                    status,
                    "<?xml version=\"1.0\"?><Error><Code>%s</Code><Message>no</Message></Error>"
                            .formatted(code)
                            .getBytes(UTF_8));
        });
    }

    @Test
    void shouldReadAnObject() throws Exception {
        // Given
        answering(exchange -> WebServer.answer(exchange, 200, CAT));
        // When
        byte[] bytes = sources.fetch("s3://photos/my%20cats/1%2B1.jpg");
        // Then
        assertThat(bytes).isEqualTo(CAT);
        assertThat(asked).containsExactly("GET /photos/my%20cats/1%2B1.jpg");
    }

    @Test
    void shouldReadAVersionOfAnObject() throws Exception {
        // Given
        answering(exchange -> WebServer.answer(exchange, 200, CAT));
        // When
        sources.fetch("s3://uploads-7/cat.jpg?versionId=v1");
        // Then
        assertThat(asked).containsExactly("GET /uploads-7/cat.jpg?versionId=v1");
    }

    @Test
    void shouldUseAConnectionAgain() throws Exception {
        // Given
        answering(exchange -> WebServer.answer(exchange, 200, CAT));
        // When
        for (int i = 0; i < 5; i++) {
            sources.fetch("s3://photos/cat.jpg");
        }
        // Then
        assertThat(server.connections()).isOne();
    }

    @Test
    void shouldAskForNoBucketThatIsNotAllowed() {
        // Given
        answering(exchange -> WebServer.answer(exchange, 200, CAT));
        // When
        var failure = Refusal.of(sources, "s3://payroll/2026.png");
        // Then
        assertThat(failure.reason()).isEqualTo(FailureReason.FORBIDDEN);
        assertThat(failure.detail()).contains("source.buckets allows photos, uploads-*");
        assertThat(asked).isEmpty();
        try (var closed = ImageSources.open(
                new SourceConfig(Set.of("s3"), Duration.ofSeconds(20), MAX_BYTES, ReadPolicy.publicWeb()))) {
            assertThat(Refusal.of(closed, "s3://photos/cat.jpg").detail()).contains("source.buckets allows none");
        }
    }

    @Test
    void shouldRefuseReferencesThatNameNoObject() {
        // Given
        answering(exchange -> WebServer.answer(exchange, 200, CAT));
        // When / Then
        for (String uri : List.of("s3:photos", "s3://photos", "s3://photos/", "s3://photos/a/../../payroll/x")) {
            assertThat(Refusal.of(sources, uri).reason()).as(uri).isEqualTo(FailureReason.INVALID_EVENT);
        }
        assertThat(Refusal.of(sources, "s3://key:secret@photos/cat.jpg").reason())
                .isEqualTo(FailureReason.FORBIDDEN);
        assertThat(asked).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "404|NoSuchKey|NOT_FOUND|does not exist: S3 answered NoSuchKey (404)",
                "404|NoSuchBucket|NOT_FOUND|does not exist: S3 answered NoSuchBucket (404)",
                "405|MethodNotAllowed|NOT_FOUND|cannot be had: S3 answered MethodNotAllowed (405)",
                "403|AccessDenied|FORBIDDEN|is refused to the worker's credentials: S3 answered AccessDenied (403)",
                "403|InvalidObjectState|FORBIDDEN|S3 answered InvalidObjectState (403)",
                "301|PermanentRedirect|NOT_FOUND|is in another region or at another endpoint",
                "400|AuthorizationHeaderMalformed|NOT_FOUND|set s3.region",
                "403|RequestTimeTooSkewed|UNAVAILABLE|cannot be had now: S3 answered RequestTimeTooSkewed (403)",
                "400|ExpiredToken|UNAVAILABLE|cannot be had now: S3 answered ExpiredToken (400)",
                "429|TooManyRequests|UNAVAILABLE|cannot be had now",
                "503|SlowDown|UNAVAILABLE|cannot be had now: S3 answered SlowDown (503)",
                "500|InternalError|UNAVAILABLE|cannot be had now: S3 answered InternalError (500)"
            })
    void shouldTellWhatS3Answered(int status, String code, FailureReason reason, String sentence) {
        // Given
        refusing(status, code);
        // When
        var failure = Refusal.of(sources, "s3://photos/cat.jpg");
        // Then: asked once, for the window tries again
        assertThat(failure.reason()).isEqualTo(reason);
        assertThat(failure.detail()).startsWith("\"s3://photos/cat.jpg\" ").contains(sentence);
        assertThat(asked).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "503|SlowDown|7|7",
                "429|TooManyRequests|90|90",
                "500|InternalError|3|3",
                "503|SlowDown||0",
                "404|NoSuchKey|7|0"
            })
    void shouldHandOnHowLongS3AsksToBeLeftAlone(int status, String code, @Nullable String retryAfter, long seconds) {
        // Given
        answering(exchange -> {
            if (retryAfter != null) {
                exchange.getResponseHeaders().add("Retry-After", retryAfter);
            }
            WebServer.answer(
                    exchange,
                    status,
                    "<Error><Code>%s</Code></Error>".formatted(code).getBytes(UTF_8));
        });
        // When
        var failure = Refusal.of(sources, "s3://photos/cat.jpg");
        // Then
        assertThat(failure.retryAfter()).isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void shouldStopAtTheLimitOfBytes() throws Exception {
        // Given
        server.on("/photos/exact", 200, new byte[MAX_BYTES]).on("/photos/told", 200, new byte[MAX_BYTES + 1]);
        server.on("/photos/endless", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            while (true) {
                exchange.getResponseBody().write(new byte[10_000]);
            }
        });
        // When / Then
        assertThat(sources.fetch("s3://photos/exact")).hasSize(MAX_BYTES);
        assertThat(Refusal.of(sources, "s3://photos/told").reason()).isEqualTo(FailureReason.TOO_LARGE);
        assertThat(Refusal.of(sources, "s3://photos/endless").reason()).isEqualTo(FailureReason.TOO_LARGE);
    }

    @Test
    void shouldTakeNoMemoryThatIsNotGranted() {
        // Given
        server.on("/photos/large", 200, new byte[MAX_BYTES]);
        // When / Then
        assertThatThrownBy(() -> sources.fetch("s3://photos/large", bytes -> bytes < MAX_BYTES))
                .isInstanceOf(MemoryShortageException.class);
    }

    @Test
    void shouldBoundTheTimeOfAnAnswerThatDoesNotComeAndOfABodyThatDrips() {
        // Given
        server.on("/photos/silent", exchange -> server.hold(60_000));
        server.on("/photos/drip", exchange -> {
            exchange.sendResponseHeaders(200, 50_000);
            while (true) {
                exchange.getResponseBody().write(1);
                exchange.getResponseBody().flush();
                server.hold(20);
            }
        });
        server.on("/photos/stuck", exchange -> {
            exchange.sendResponseHeaders(200, 50_000);
            exchange.getResponseBody().write(new byte[10]);
            exchange.getResponseBody().flush();
            server.hold(60_000);
        });
        try (var hasty = within(Duration.ofMillis(800))) {
            for (String key : List.of("silent", "drip", "stuck")) {
                // When
                var failure = Refusal.of(hasty, "s3://photos/" + key);
                // Then
                assertThat(failure.reason()).as(key).isEqualTo(FailureReason.TIMEOUT);
                assertThat(failure.detail()).contains("within 0.8 s");
            }
        }
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void shouldNotTakeHalfAnImageForAWholeOne() {
        // Given
        answering(exchange -> {
            exchange.sendResponseHeaders(200, 1_000);
            exchange.getResponseBody().write(new byte[500]);
            exchange.close();
        });
        // When
        var failure = Refusal.of(sources, "s3://photos/cat.jpg");
        // Then
        assertThat(failure.reason()).isEqualTo(FailureReason.UNAVAILABLE);
        assertThat(failure.detail()).contains("broke off");
    }
}
