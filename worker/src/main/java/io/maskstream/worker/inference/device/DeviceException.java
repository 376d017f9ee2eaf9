package io.maskstream.worker.inference.device;

/** A device that was asked for and cannot be had. The message is a sentence that says which, why, and what to do. */
public final class DeviceException extends Exception {
    private static final long serialVersionUID = 1L;

    public DeviceException(String message) {
        super(message);
    }

    public DeviceException(String message, Throwable cause) {
        super(message, cause);
    }
}
