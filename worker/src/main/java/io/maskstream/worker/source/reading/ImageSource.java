package io.maskstream.worker.source.reading;

/** Where the bytes of images come from. Thread-safe. */
public interface ImageSource {

    /**
     * Reads all bytes that the URI names.
     *
     * @param uri an absolute URI (RFC 3986)
     * @param allowance asked before memory is taken, for the whole size where that is known in advance
     * @throws SourceException where there is nothing to be had; its detail never holds credentials
     * @throws MemoryShortageException where the allowance did not grant what is needed
     */
    byte[] fetch(String uri, ByteAllowance allowance) throws SourceException, MemoryShortageException;

    /** As {@link #fetch(String, ByteAllowance)}, for a caller that holds one image at a time. */
    default byte[] fetch(String uri) throws SourceException {
        try {
            return fetch(uri, ByteAllowance.UNLIMITED);
        } catch (MemoryShortageException e) {
            throw new IllegalStateException("no memory was refused", e);
        }
    }
}
