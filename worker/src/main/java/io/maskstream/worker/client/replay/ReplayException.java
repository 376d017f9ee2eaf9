package io.maskstream.worker.client.replay;

/** A replay that cannot go on. The message is a sentence for a person; what was put back until then is not put back again. */
public final class ReplayException extends Exception {
    private static final long serialVersionUID = 1L;

    ReplayException(String message, Throwable cause) {
        super(message, cause);
    }
}
