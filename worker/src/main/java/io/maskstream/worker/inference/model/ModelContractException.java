package io.maskstream.worker.inference.model;

/** A file that is not a model that can be served. The message says which file, what is wrong, and what to do. */
public final class ModelContractException extends Exception {
    private static final long serialVersionUID = 1L;

    public ModelContractException(String message) {
        super(message);
    }

    public ModelContractException(String message, Throwable cause) {
        super(message, cause);
    }
}
