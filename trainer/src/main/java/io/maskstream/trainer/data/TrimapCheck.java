package io.maskstream.trainer.data;

import io.maskstream.imaging.LabelMap;
import org.jspecify.annotations.Nullable;

/** Whether a trimap is one of its image: the same for whoever surveys a data set and whoever learns from it. */
final class TrimapCheck {
    private TrimapCheck() {}

    /**
     * What is wrong with it, or null.
     *
     * @param width of the image, upright, in pixels
     * @param height of the image, upright, in pixels
     * @param labels a pixel may have 1 to {@code labels}
     */
    static @Nullable String problem(int width, int height, LabelMap trimap, int labels) {
        if (width != trimap.width() || height != trimap.height()) {
            return "the image is %d x %d, its trimap %d x %d".formatted(width, height, trimap.width(), trimap.height());
        }
        for (byte label : trimap.labels()) {
            int value = Byte.toUnsignedInt(label);
            if (value < 1 || value > labels) {
                return "its trimap has a pixel of value %d, where 1 to %d are labels".formatted(value, labels);
            }
        }
        return null;
    }
}
