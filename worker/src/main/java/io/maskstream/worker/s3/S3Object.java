package io.maskstream.worker.s3;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * An object that is being read. When its time is over the connection is cut, however steadily bytes drip.
 *
 * <p>Closed after its last byte it gives its connection back; closed earlier it cuts it, for the rest may be long.
 */
public final class S3Object implements AutoCloseable {
    private final ResponseInputStream<GetObjectResponse> response;
    private final Content content;
    private final ScheduledFuture<?> alarm;

    S3Object(
            ResponseInputStream<GetObjectResponse> response,
            Duration longest,
            long deadline,
            ScheduledExecutorService alarms) {
        this.response = response;
        content = new Content(response, longest, deadline);
        alarm = alarms.schedule(response::abort, deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    /** How many bytes S3 says that there are; below 0 where it does not. */
    public long length() {
        Long length = response.response().contentLength();
        return length == null ? -1 : length;
    }

    /** The bytes; whatever goes wrong is an {@link S3Failure}. */
    public InputStream content() {
        return content;
    }

    @Override
    public void close() {
        alarm.cancel(false);
        if (!content.ended) {
            response.abort();
            return;
        }
        try {
            response.close();
        } catch (IOException | SdkException broken) {
            response.abort(); // all bytes are here: only the connection is of no more use
        }
    }

    private static final class Content extends FilterInputStream {
        private final Duration longest;
        private final long deadline;
        private boolean ended;

        Content(InputStream bytes, Duration longest, long deadline) {
            super(bytes);
            this.longest = longest;
            this.deadline = deadline;
        }

        @Override
        public int read() throws IOException {
            try {
                return noted(super.read());
            } catch (IOException | SdkException broken) {
                throw failure(broken);
            }
        }

        @Override
        public int read(byte[] bytes, int from, int most) throws IOException {
            try {
                return noted(super.read(bytes, from, most));
            } catch (IOException | SdkException broken) {
                throw failure(broken);
            }
        }

        private int noted(int result) throws S3Failure {
            if (result < 0) {
                if (System.nanoTime() - deadline >= 0) {
                    throw S3Failures.timeout(longest); // what was cut may look like an end
                }
                ended = true;
            }
            return result;
        }

        private S3Failure failure(Exception broken) {
            return System.nanoTime() - deadline >= 0 ? S3Failures.timeout(longest) : S3Failures.of(broken, longest);
        }
    }
}
