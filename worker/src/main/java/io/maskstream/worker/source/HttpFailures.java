package io.maskstream.worker.source;

import io.maskstream.schemas.event.FailureReason;
import io.maskstream.worker.source.AllowedAddresses.ForbiddenAddressException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import javax.net.ssl.SSLException;

/** What went wrong on the web, as reasons and sentences. */
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

    /** A status outside 200 to 299 (RFC 9110, section 15). */
    SourceException ofStatus(int status, String uri) {
        return switch (status) {
            case 401, 403, 407, 451 ->
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
            case 429 ->
                failure(
                        FailureReason.UNAVAILABLE,
                        uri,
                        "was refused for now: its server answered 429, too many requests; send it again later");
            case 404, 410 ->
                failure(
                        FailureReason.NOT_FOUND,
                        uri,
                        "does not exist: its server answered %d; check the address".formatted(status));
            default ->
                status >= 400 && status < 500
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

    /** No answer, or one that broke off. */
    SourceException of(Exception e, String uri) {
        if (e instanceof ForbiddenAddressException forbidden) {
            return failure(FailureReason.FORBIDDEN, uri, forbidden.what());
        }
        if (e instanceof SocketTimeoutException) {
            return timeout(uri);
        }
        return failure(FailureReason.UNAVAILABLE, uri, sentence(e));
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
            return "broke off while it was read (%s); send it again".formatted(e.getMessage());
        }
        return "was answered in a way that is not HTTP (%s); check its server".formatted(e.getMessage());
    }

    private static String seconds(Duration duration) {
        return duration.toMillis() % 1000 == 0
                ? Long.toString(duration.toSeconds())
                : Double.toString(duration.toMillis() / 1000.0);
    }
}
