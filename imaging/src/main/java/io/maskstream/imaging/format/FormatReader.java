package io.maskstream.imaging.format;

/** Reads the structure of one format. Stateless. */
public sealed interface FormatReader permits JpegReader, PngReader, WebpReader, GifReader, BmpReader {

    /** Whether the first bytes are this format's. */
    boolean matches(byte[] encoded);

    /**
     * Reads the header.
     *
     * @param encoded bytes that {@linkplain #matches match}
     */
    Structure read(byte[] encoded) throws FormatException;

    /**
     * Looks whether all bytes are there that the image needs, which decoders do not: they fill what is missing with grey.
     *
     * @param encoded bytes whose header could be {@linkplain #read read}
     */
    void requireComplete(byte[] encoded) throws FormatException;
}
