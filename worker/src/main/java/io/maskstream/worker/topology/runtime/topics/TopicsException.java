package io.maskstream.worker.topology.runtime.topics;

/** Kafka cannot be reached, or its topics are not as they must be. The message is a sentence for a person. */
public final class TopicsException extends Exception {
    private static final long serialVersionUID = 1L;

    public TopicsException(String message) {
        super(message);
    }

    TopicsException(String message, Throwable cause) {
        super(message, cause);
    }
}
