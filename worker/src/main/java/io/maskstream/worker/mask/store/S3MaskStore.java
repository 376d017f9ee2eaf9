package io.maskstream.worker.mask.store;

import io.maskstream.worker.s3.S3Address;
import io.maskstream.worker.s3.S3Failure;
import io.maskstream.worker.s3.S3Objects;
import java.time.Duration;

/** Masks in a bucket. One that is there is not written again. */
final class S3MaskStore implements MaskStore {
    private final S3Address prefix;
    private final S3Objects objects;
    private final Duration timeout;

    /** @param objects closed with this */
    S3MaskStore(S3Address prefix, S3Objects objects, Duration timeout) {
        this.prefix = prefix;
        this.objects = objects;
        this.timeout = timeout;
    }

    @Override
    public String put(byte[] png) throws MaskStoreException {
        var name = MaskName.of(png);
        var address = prefix.below(name.path());
        long deadline = System.nanoTime() + timeout.toNanos();
        try {
            if (!objects.holds(address, png.length, timeout)) {
                objects.write(address, png, "image/png", name.sha256(), until(deadline));
            }
        } catch (S3Failure failed) {
            throw failure(failed);
        }
        return address.uri();
    }

    /** What is left of the time for both requests; the SDK takes no less than a millisecond. */
    private static Duration until(long deadline) {
        return Duration.ofNanos(Math.max(1_000_000, deadline - System.nanoTime()));
    }

    /** Nothing is written to find out: that would stay there where masks may be written and not deleted. */
    @Override
    public Look look() throws MaskStoreException {
        try {
            objects.look(prefix.bucket(), timeout);
            return new Look("%s answers".formatted(prefix.uri()), true);
        } catch (S3Failure failed) {
            if (failed.kind()
                    == S3Failure.Kind.FORBIDDEN) { // to look takes another right (s3:ListBucket) than to write
                return new Look("%s %s".formatted(prefix.uri(), failed.what()), false);
            }
            throw failure(failed);
        }
    }

    private MaskStoreException failure(S3Failure failed) {
        return new MaskStoreException(
                "the mask store %s %s".formatted(prefix.uri(), failed.what()), failed.retryAfter(), failed);
    }

    @Override
    public void close() {
        objects.close();
    }
}
