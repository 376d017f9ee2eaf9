package io.maskstream.worker.source;

import io.maskstream.schemas.event.FailureReason;
import io.maskstream.worker.s3.S3Address;
import io.maskstream.worker.s3.S3Failure;
import io.maskstream.worker.s3.S3Objects;
import io.maskstream.worker.source.reading.BoundedRead;
import io.maskstream.worker.source.reading.ByteAllowance;
import io.maskstream.worker.source.reading.ImageSource;
import io.maskstream.worker.source.reading.MemoryShortageException;
import io.maskstream.worker.source.reading.PublicUri;
import io.maskstream.worker.source.reading.SourceConfig;
import io.maskstream.worker.source.reading.SourceException;
import java.io.IOException;
import java.time.Duration;

/**
 * Images in S3: {@code s3://bucket/key} (see {@link S3Address}), out of the buckets that are allowed.
 *
 * <p>The worker's credentials may read more than whoever sends references should. So no bucket is read unless a setting names it.
 */
final class S3Source implements ImageSource {
    /** What S3 claims to send takes no more memory than this before it has come. */
    private static final int BELIEVED_BYTES = 1024 * 1024;

    private final S3Objects objects;
    private final Duration timeout;
    private final int maxBytes;

    /** @param objects stay their owner's */
    S3Source(S3Objects objects, SourceConfig config) {
        this.objects = objects;
        timeout = config.timeout();
        maxBytes = config.maxBytes();
    }

    @Override
    public byte[] fetch(String uri, ByteAllowance allowance) throws SourceException, MemoryShortageException {
        var address = address(uri);
        var allowed = objects.config().buckets();
        if (!allowed.match(address.bucket())) {
            throw failure(
                    FailureReason.FORBIDDEN,
                    uri,
                    "is in a bucket that this worker does not read; source.buckets allows %s".formatted(allowed));
        }
        try (var object = objects.open(address, timeout)) {
            if (object.length() > maxBytes) {
                throw BoundedRead.tooLarge(uri, maxBytes);
            }
            return new BoundedRead(uri, maxBytes, allowance)
                    .readAll(object.content(), Math.min(object.length(), BELIEVED_BYTES));
        } catch (S3Failure failed) {
            throw new SourceException(
                    reason(failed), "%s %s.".formatted(PublicUri.quoted(uri), failed.what()), failed.retryAfter());
        } catch (IOException broken) {
            throw failure(FailureReason.UNAVAILABLE, uri, "broke off (%s)".formatted(broken.getMessage()));
        }
    }

    private static S3Address address(String uri) throws SourceException {
        S3Address address;
        try {
            address = S3Address.parse(uri);
        } catch (IllegalArgumentException malformed) {
            throw failure(FailureReason.INVALID_EVENT, uri, String.valueOf(malformed.getMessage()));
        }
        if (address.key().isEmpty()) {
            throw failure(FailureReason.INVALID_EVENT, uri, "names a bucket and no object; write s3://bucket/key");
        }
        return address;
    }

    private static FailureReason reason(S3Failure failure) {
        return switch (failure.kind()) {
            case NOT_FOUND -> FailureReason.NOT_FOUND;
            case FORBIDDEN -> FailureReason.FORBIDDEN;
            case TIMEOUT -> FailureReason.TIMEOUT;
            case UNAVAILABLE -> FailureReason.UNAVAILABLE;
        };
    }

    private static SourceException failure(FailureReason reason, String uri, String what) {
        return new SourceException(reason, "%s %s.".formatted(PublicUri.quoted(uri), what));
    }
}
