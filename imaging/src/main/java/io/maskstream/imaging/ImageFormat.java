package io.maskstream.imaging;

import io.maskstream.imaging.format.BmpReader;
import io.maskstream.imaging.format.FormatReader;
import io.maskstream.imaging.format.GifReader;
import io.maskstream.imaging.format.JpegReader;
import io.maskstream.imaging.format.PngReader;
import io.maskstream.imaging.format.WebpReader;
import java.util.Locale;

/** The formats that are decoded, told apart by their magic bytes, never by a name. */
public enum ImageFormat {
    JPEG("JPEG"),
    PNG("PNG"),
    WEBP("WebP"),
    GIF("GIF"),
    BMP("BMP");

    private final String displayName;

    ImageFormat(String displayName) {
        this.displayName = displayName;
    }

    /** The name on the wire, such as {@code jpeg}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The name as people write it, such as {@code WebP}. */
    public String displayName() {
        return displayName;
    }

    FormatReader reader() {
        return switch (this) {
            case JPEG -> new JpegReader();
            case PNG -> new PngReader();
            case WEBP -> new WebpReader();
            case GIF -> new GifReader();
            case BMP -> new BmpReader();
        };
    }
}
