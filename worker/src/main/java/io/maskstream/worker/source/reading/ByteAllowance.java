package io.maskstream.worker.source.reading;

/** How many bytes one image may take now; asked before they are taken. Used by the thread that reads. */
@FunctionalInterface
public interface ByteAllowance {
    /** For readers that hold one image at a time. */
    ByteAllowance UNLIMITED = bytes -> true;

    /** @return whether so many bytes, in all, may be held for the image now; what was granted before stays granted */
    boolean grants(long bytes);
}
