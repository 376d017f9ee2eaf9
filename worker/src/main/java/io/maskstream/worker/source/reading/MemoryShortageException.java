package io.maskstream.worker.source.reading;

/** An image was not read to its end, because its bytes did not fit into memory beside those of others. It is to be read again. */
public final class MemoryShortageException extends Exception {
    private static final long serialVersionUID = 1L;

    private final long neededBytes;

    public MemoryShortageException(long neededBytes) {
        super("%d bytes are not to be had now".formatted(neededBytes));
        this.neededBytes = neededBytes;
    }

    /** What the reader would have gone on with; the image may turn out to need more. */
    public long neededBytes() {
        return neededBytes;
    }
}
