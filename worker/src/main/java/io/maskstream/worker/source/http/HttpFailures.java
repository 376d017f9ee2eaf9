package io.maskstream.worker.source.http;

import static java.util.Objects.requireNonNullElse;

import io.maskstream.schemas.event.FailureReason;
import io.maskstream.worker.source.http.AllowedAddresses.ForbiddenAddressException;
import io.maskstream.worker.source.reading.PublicUri;
import io.maskstream.worker.source.reading.SourceException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.time.Duration;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

/**
 * What went wrong on the web, as reasons and sentences. The reason says whether it may pass ({@link FailureReason#mayPass}).
 *
 * <p>A host name that is not known may pass: Java does not tell one that does not exist from a resolver that has trouble, of which there is
 * more where many workers start at once. A misspelt one costs its own key some waiting.
 */
final class HttpFailures {
    private final Duration timeout;

    HttpFailures(Duration timeout) {
        this.timeout = timeout;
    }

    static SourceException failure(FailureReason reason, String uri, String what) {
        return new SourceException(reason, "%s %s.".formatted(PublicUri.quoted(uri), what));
    }

    SourceException timeout(String uri) {
        return failure(
                FailureReason.TIMEOUT,
                uri,
                "was not read within %s s; raise source.timeout or send it from a faster place"
                        .formatted(seconds(timeout)));
    }

    /**
     * A status outside 200 to 299 (RFC 9110, section 15; 425 is RFC 8470).
     *
     * @param retryAfter what 429 and 503 ask for; zero where nothing was asked
     */
    SourceException ofStatus(int status, String uri, Duration retryAfter) {
        return switch (status) {
            case 401, 402, 403, 407, 451 ->
                failure(
                        FailureReason.FORBIDDEN,
                        uri,
                        "may not be read: its server answered %d; make it readable without a login, or sign its address"
                                .formatted(status));
            case 408, 504 ->
                failure(
                        FailureReason.TIMEOUT,
                        uri,
                        "took its server too long: it answered %d; send it again".formatted(status));
            case 425 ->
                failure(
                        FailureReason.UNAVAILABLE,
                        uri,
                        "was refused for now: its server answered 425, too early; send it again later");
            case 429 ->
                busy(
                        uri,
                        retryAfter,
                        "was refused for now: its server answered 429, too many requests; send it again later");
            case 503 -> busy(uri, retryAfter, "cannot be had now: its server answered 503; send it again later");
            case 501, 505 ->
                failure(
                        FailureReason.NOT_FOUND,
                        uri,
                        "cannot be had: its server answered %d, so it never gives it; check the address"
                                .formatted(status));
            case 404, 410 ->
                failure(
                        FailureReason.NOT_FOUND,
                        uri,
                        "does not exist: its server answered %d; check the address".formatted(status));
            default ->
                status < 500
                        ? failure(
                                FailureReason.NOT_FOUND,
                                uri,
                                "cannot be had: its server answered %d; check the address".formatted(status))
                        : failure(
                                FailureReason.UNAVAILABLE,
                                uri,
                                "cannot be had now: its server answered %d; send it again later".formatted(status));
        };
    }

    private static SourceException busy(String uri, Duration retryAfter, String what) {
        return new SourceException(
                FailureReason.UNAVAILABLE, "%s %s.".formatted(PublicUri.quoted(uri), what), retryAfter);
    }

    /** No answer, or one that broke off. */
    SourceException of(Exception e, String uri) {
        if (e instanceof ForbiddenAddressException forbidden) {
            return failure(FailureReason.FORBIDDEN, uri, forbidden.what());
        }
        if (e instanceof SocketTimeoutException) {
            return timeout(uri);
        }
        if (isDistrust(e)) {
            return failure(FailureReason.FORBIDDEN, uri, sentence(e));
        }
        return failure(FailureReason.UNAVAILABLE, uri, sentence(e));
    }

    /** Its server is not the one that it says it is; another try would find the same. */
    private static boolean isDistrust(Exception e) {
        if (e instanceof SSLPeerUnverifiedException) {
            return true;
        }
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException || cause instanceof CertPathBuilderException) {
                return e instanceof SSLException;
            }
        }
        return false;
    }

    private static String sentence(Exception e) {
        if (e instanceof UnknownHostException) {
            return "has a host name that is not known; check its spelling and the worker's DNS";
        }
        if (e instanceof ConnectException || e instanceof NoRouteToHostException) {
            return "could not be connected to (%s); is its server running and reachable from the worker?"
                    .formatted(e.getMessage());
        }
        if (e instanceof SSLException) {
            return "has no trustworthy TLS connection (%s); check the server's certificate".formatted(e.getMessage());
        }
        if (e instanceof IOException) {
            return "broke off while it was read (%s); send it again"
                    .formatted(requireNonNullElse(e.getMessage(), "it ended early")); // the JDK says no more of an EOF
        }
        return "was answered in a way that is not HTTP (%s); check its server".formatted(e.getMessage());
    }

    private static String seconds(Duration duration) {
        return duration.toMillis() % 1000 == 0
                ? Long.toString(duration.toSeconds())
                : Double.toString(duration.toMillis() / 1000.0);
    }
}
