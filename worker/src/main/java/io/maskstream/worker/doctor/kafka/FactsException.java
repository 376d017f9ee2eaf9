package io.maskstream.worker.doctor.kafka;

/** Kafka does not answer a question. The message says why, in half a sentence. */
public final class FactsException extends Exception {
    private static final long serialVersionUID = 1L;

    FactsException(String message) {
        super(message);
    }

    FactsException(String message, Throwable cause) {
        super(message, cause);
    }
}
