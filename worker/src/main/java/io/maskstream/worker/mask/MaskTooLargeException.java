package io.maskstream.worker.mask;

/** A mask that does not fit into its event. The message says which setting decides, and what else helps. */
public final class MaskTooLargeException extends Exception {
    private static final long serialVersionUID = 1L;

    MaskTooLargeException(String message) {
        super(message);
    }
}
