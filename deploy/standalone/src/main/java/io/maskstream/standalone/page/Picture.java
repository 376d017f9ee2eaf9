package io.maskstream.standalone.page;

import io.maskstream.schemas.event.ClassArea;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An image and what became of it. Paths are relative to the page, with {@code /} between folders.
 *
 * @param width of the image, in pixels
 * @param height of the image, in pixels
 * @param image a copy of at most 800 pixels, or null where the original could not be read again
 * @param mask null where it lies beside its event, in a store, and could not be read
 * @param overlay the mask over the image, or null where the original could not be read again
 */
public record Picture(
        String imageId,
        int width,
        int height,
        @Nullable String image,
        @Nullable String mask,
        @Nullable String overlay,
        List<ClassArea> classes) {
    public Picture {
        classes = List.copyOf(classes);
    }
}
