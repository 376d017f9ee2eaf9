package io.maskstream.worker.topology.runtime.group;

/** A worker cannot join its group as it is told to. The message is a sentence for a person. */
public final class GroupException extends Exception {
    private static final long serialVersionUID = 1L;

    GroupException(String message) {
        super(message);
    }

    GroupException(String message, Throwable cause) {
        super(message, cause);
    }
}
