package io.maskstream.worker.inference.session;

/** Runs the model on lanes of a batch. Used by one thread, which owns and closes it. */
public interface BatchSession extends AutoCloseable {

    /** Runs {@code count} images from {@code first} on: from the batch's input to its mask and probabilities. */
    void run(BatchMemory batch, int first, int count) throws SessionException;

    @Override
    void close();

    /** A run that failed. The message says why, without a full stop. */
    final class SessionException extends Exception {
        private static final long serialVersionUID = 1L;

        /** Whether another run may do better. */
        public enum Kind {
            /** One of the images may be to blame. */
            FAILED,
            /** Fewer images may do. */
            OUT_OF_MEMORY,
            /** No run of this process will succeed again. */
            DEVICE_LOST
        }

        private final Kind kind;

        public SessionException(Kind kind, String message, Throwable cause) {
            super(message, cause);
            this.kind = kind;
        }

        public SessionException(Kind kind, String message) {
            super(message);
            this.kind = kind;
        }

        public Kind kind() {
            return kind;
        }

        public String reason() {
            return String.valueOf(getMessage());
        }
    }
}
