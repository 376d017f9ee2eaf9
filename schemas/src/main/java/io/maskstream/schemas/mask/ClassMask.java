package io.maskstream.schemas.mask;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A class id for each pixel, in rows from the top. Two masks are equal where sizes and ids are.
 *
 * @param width in pixels, 1 or more
 * @param height in pixels, 1 or more
 * @param ids {@code height * width} ids, unsigned, not copied
 */
@SuppressWarnings("ArrayRecordComponent") // pixels are handed on, not copied; equals and hashCode look into the array
public record ClassMask(int width, int height, byte[] ids) {
    /** @throws IllegalArgumentException if a side is below 1, or there are not as many ids as pixels */
    public ClassMask {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("a mask of %d x %d has no pixels".formatted(width, height));
        }
        if (ids.length != (long) width * height) {
            throw new IllegalArgumentException(
                    "%d x %d pixels are %d ids, not %d".formatted(width, height, (long) width * height, ids.length));
        }
    }

    /** The class id of one pixel, 0 to 255; {@code x} from the left, {@code y} from the top. */
    public int idAt(int x, int y) {
        return ids[y * width + x] & 0xFF;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ClassMask that
                && width == that.width
                && height == that.height
                && Arrays.equals(ids, that.ids);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * width + height) + Arrays.hashCode(ids);
    }

    @Override
    public String toString() {
        return "ClassMask[%d x %d]".formatted(width, height);
    }
}
