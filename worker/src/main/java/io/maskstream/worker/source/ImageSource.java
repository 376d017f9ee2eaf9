package io.maskstream.worker.source;

/** Where the bytes of images come from. Thread-safe. */
public interface ImageSource {

    /**
     * Reads all bytes that the URI names.
     *
     * @param uri an absolute URI (RFC 3986)
     * @throws SourceException where there is nothing to be had; its detail never holds credentials
     */
    byte[] fetch(String uri) throws SourceException;
}
