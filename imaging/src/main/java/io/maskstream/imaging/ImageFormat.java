package io.maskstream.imaging;

import java.util.Locale;

/** The formats that are decoded, told apart by their magic bytes, never by a name. */
public enum ImageFormat {
    JPEG,
    PNG,
    WEBP,
    GIF,
    BMP;

    /** The name on the wire, such as {@code jpeg}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
