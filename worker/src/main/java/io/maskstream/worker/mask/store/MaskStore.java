package io.maskstream.worker.mask.store;

/** Keeps masks, and never deletes one. Thread-safe. */
public interface MaskStore extends AutoCloseable {

    /**
     * Writes a mask, unless it is there. When this returns it can be read.
     *
     * @param png an indexed PNG
     * @return where it lies, an absolute URI
     * @throws MaskStoreException where it cannot be written now
     */
    String put(byte[] png) throws MaskStoreException;

    /** Looks whether masks can be written, as far as that is to be seen without leaving anything behind. */
    Look look() throws MaskStoreException;

    /**
     * What was seen.
     *
     * @param what how it is, for a person
     * @param sure false where masks may be refused all the same
     */
    record Look(String what, boolean sure) {}

    @Override
    void close();
}
