package io.maskstream.worker.s3;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Reads and writes objects. Every call is bounded in time as a whole, and asks once: who wants it tried again does so. Thread-safe.
 *
 * <p>Nothing is opened before the first call. Its owner closes it when no more objects are wanted.
 */
public final class S3Objects implements AutoCloseable {
    private static final int NOT_FOUND = 404;
    private static final int FORBIDDEN = 403;

    private final S3Config config;
    private final S3Connection connection;
    private final ScheduledThreadPoolExecutor alarms;

    public S3Objects(S3Config config) {
        this(config, new S3Connection(config));
    }

    /** With credentials of the caller's, and not those of the SDK's chain. */
    S3Objects(S3Config config, Supplier<AwsCredentialsProvider> credentials) {
        this(config, new S3Connection(config, credentials));
    }

    private S3Objects(S3Config config, S3Connection connection) {
        this.config = config;
        this.connection = connection;
        alarms = new ScheduledThreadPoolExecutor(1, task -> {
            var thread = new Thread(task, "s3-deadline");
            thread.setDaemon(true);
            return thread;
        });
        alarms.setRemoveOnCancelPolicy(true);
    }

    /** How S3 is reached, and what may be read. */
    public S3Config config() {
        return config;
    }

    /**
     * Begins to read an object. Its content must be read, and the object closed, by the caller's thread.
     *
     * @param longest from now to the last byte of the content
     */
    public S3Object open(S3Address address, Duration longest) throws S3Failure {
        long deadline = System.nanoTime() + longest.toNanos();
        var stream = call(
                longest,
                client -> client.getObject(request -> request.bucket(address.bucket())
                        .key(address.key())
                        .versionId(address.version())
                        .overrideConfiguration(override -> override.apiCallTimeout(longest))));
        return new S3Object(stream, longest, deadline, alarms);
    }

    /** Whether there is an object of this size; false too where the credentials may not look. */
    public boolean holds(S3Address address, long bytes, Duration longest) throws S3Failure {
        return call(longest, client -> {
            try {
                return client.headObject(request -> request.bucket(address.bucket())
                                        .key(address.key())
                                        .overrideConfiguration(override -> override.apiCallTimeout(longest)))
                                .contentLength()
                        == bytes;
            } catch (S3Exception answer) {
                if (answer.statusCode() == NOT_FOUND || answer.statusCode() == FORBIDDEN) {
                    return false;
                }
                throw answer;
            }
        });
    }

    /**
     * Writes an object, over one that is there.
     *
     * @param sha256 of the bytes, in Base64; S3 refuses what has come otherwise
     */
    public void write(S3Address address, byte[] bytes, String contentType, String sha256, Duration longest)
            throws S3Failure {
        call(
                longest,
                client -> client.putObject(
                        request -> request.bucket(address.bucket())
                                .key(address.key())
                                .contentType(contentType)
                                .checksumSHA256(sha256)
                                .overrideConfiguration(override -> override.apiCallTimeout(longest)),
                        RequestBody.fromBytes(bytes)));
    }

    /** Asks for the bucket alone. */
    public void look(String bucket, Duration longest) throws S3Failure {
        call(
                longest,
                client -> client.headBucket(request ->
                        request.bucket(bucket).overrideConfiguration(override -> override.apiCallTimeout(longest))));
    }

    private <T> T call(Duration longest, Call<T> call) throws S3Failure {
        try {
            return call.to(connection.client());
        } catch (SdkException failure) {
            throw S3Failures.of(failure, longest);
        } catch (
                IllegalArgumentException
                        malformed) { // what the SDK refuses to send, such as a name that no host may have
            throw new S3Failure(
                    S3Failure.Kind.NOT_FOUND,
                    "cannot be asked for (%s); check bucket and key".formatted(malformed.getMessage()),
                    malformed);
        }
    }

    @FunctionalInterface
    private interface Call<T> {
        T to(S3Client client);
    }

    @Override
    public void close() {
        alarms.shutdownNow();
        connection.close();
    }
}
