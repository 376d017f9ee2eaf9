package io.maskstream.worker.s3;

import io.maskstream.worker.s3.S3Failure.Kind;
import io.maskstream.worker.web.RetryAfter;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;

/** What the SDK throws, as kinds and sentences. Codes are those of Amazon's S3 API reference, "Error responses". */
final class S3Failures {
    /** Sent with a status that would be nobody's fault but the asker's, and gone the next time. */
    private static final Set<String> PASSING = Set.of(
            "RequestTimeout",
            "RequestTimeTooSkewed",
            "ExpiredToken",
            "TokenRefreshRequired",
            "SlowDown",
            "Throttling",
            "OperationAborted");

    private static final Set<String> ELSEWHERE = Set.of(
            "PermanentRedirect",
            "TemporaryRedirect",
            "Redirect",
            "AuthorizationHeaderMalformed",
            "IllegalLocationConstraintException");

    private S3Failures() {}

    static S3Failure timeout(Duration longest) {
        return new S3Failure(
                Kind.TIMEOUT,
                "was not answered by S3 within %s s; send it again, or allow more time".formatted(seconds(longest)));
    }

    /** Whatever went wrong while S3 was asked, or an object was read. */
    static S3Failure of(Throwable failure, Duration longest) {
        if (failure instanceof AwsServiceException answer) {
            return ofAnswer(answer);
        }
        if (failure instanceof ApiCallTimeoutException
                || failure instanceof ApiCallAttemptTimeoutException
                || cause(failure, SocketTimeoutException.class) != null) {
            return timeout(longest);
        }
        return new S3Failure(Kind.UNAVAILABLE, sentence(failure), failure);
    }

    private static S3Failure ofAnswer(AwsServiceException answer) {
        int status = answer.statusCode();
        String code = answer.awsErrorDetails() == null
                ? null
                : answer.awsErrorDetails().errorCode();
        String answered = code == null || code.isBlank() || code.equals(Integer.toString(status))
                ? Integer.toString(status)
                : "%s (%d)".formatted(code, status);
        if ((code != null && PASSING.contains(code))
                || answer.isThrottlingException()
                || status == 429
                || status >= 500) {
            return new S3Failure(
                    Kind.UNAVAILABLE,
                    "cannot be had now: S3 answered %s; send it again later".formatted(answered),
                    retryAfter(answer));
        }
        if ((code != null && ELSEWHERE.contains(code)) || (status >= 300 && status < 400)) {
            return new S3Failure(
                    Kind.NOT_FOUND,
                    "is in another region or at another endpoint: S3 answered %s; set s3.region or s3.endpoint to the bucket's"
                            .formatted(answered));
        }
        return switch (status) {
            case 401, 403 ->
                new S3Failure(
                        Kind.FORBIDDEN,
                        "is refused to the worker's credentials: S3 answered %s; let them have it, or check bucket and key"
                                .formatted(answered));
            case 408 ->
                new S3Failure(Kind.TIMEOUT, "took S3 too long: it answered %s; send it again".formatted(answered));
            default ->
                new S3Failure(
                        Kind.NOT_FOUND,
                        (status == 404 ? "does not exist" : "cannot be had")
                                + ": S3 answered %s; check bucket, key and version".formatted(answered));
        };
    }

    /** No store has to send it. What the SDK makes of an answer keeps the answer's headers. */
    private static Duration retryAfter(AwsServiceException answer) {
        var details = answer.awsErrorDetails();
        var response = details == null ? null : details.sdkHttpResponse();
        return response == null
                ? Duration.ZERO
                : RetryAfter.of(
                        response.firstMatchingHeader("Retry-After").orElse(null),
                        response.firstMatchingHeader("Date").orElse(null),
                        Clock.systemUTC());
    }

    private static String sentence(Throwable failure) {
        if (cause(failure, MissingCredentials.class) != null) {
            return "cannot be asked for, because the worker has no credentials for S3; give it AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, a profile or a role";
        }
        var unknown = cause(failure, UnknownHostException.class);
        if (unknown != null) {
            return "cannot be asked for, because the host %s is not known; check s3.endpoint and s3.region, and the worker's DNS"
                    .formatted(unknown.getMessage());
        }
        if (cause(failure, ConnectException.class) != null || cause(failure, NoRouteToHostException.class) != null) {
            return "cannot be asked for, because S3 could not be connected to; see that its endpoint is running and reachable from the worker";
        }
        var untrusted = cause(failure, SSLException.class);
        if (untrusted != null) {
            return "has no trustworthy TLS connection to S3 (%s); check the endpoint's certificate"
                    .formatted(untrusted.getMessage());
        }
        return "broke off (%s); send it again".formatted(failure.getMessage());
    }

    private static <T extends Throwable> @Nullable T cause(Throwable failure, Class<T> type) {
        return Stream.iterate(failure, Throwable::getCause)
                .takeWhile(cause -> cause != null)
                .limit(20)
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElse(null);
    }

    private static String seconds(Duration duration) {
        return duration.toMillis() % 1000 == 0
                ? Long.toString(duration.toSeconds())
                : Double.toString(duration.toMillis() / 1000.0);
    }
}
