package io.maskstream.verify.proof;

import io.maskstream.schemas.event.ClassArea;
import io.maskstream.schemas.event.EncodedMask;
import io.maskstream.schemas.event.MaskEvent;
import io.maskstream.schemas.mask.ClassMask;
import io.maskstream.schemas.mask.MaskDecoder;
import io.maskstream.schemas.mask.MaskFormatException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks into masks: whether what an event says of its mask is what the mask's pixels say. Those in a mask store are judged by their size alone.
 * Used by one thread.
 */
final class MaskCheck {
    private static final int IDS = 256;

    private record Size(int width, int height) {}

    /** Where workers are set to {@code mask.size=model}, all masks are as large as the first. */
    private @Nullable Size model;

    /** What is wrong, to be put behind the mask's name; empty where nothing is. */
    Optional<String> trouble(MaskEvent event) {
        var mask = event.mask();
        if (!hasAnExpectedSize(event)) {
            return Optional.of("has a mask of %d x %d pixels, for an image of %d x %d"
                    .formatted(
                            mask.width(),
                            mask.height(),
                            event.image().width(),
                            event.image().height()));
        }
        if (mask.encoding().equals(EncodedMask.URI)) {
            return Optional.empty();
        }
        try {
            return Found.in(MaskDecoder.decode(mask)).difference(event.classes());
        } catch (MaskFormatException damaged) {
            return Optional.of("has a mask that cannot be read: " + damaged.getMessage());
        }
    }

    private boolean hasAnExpectedSize(MaskEvent event) {
        var size = new Size(event.mask().width(), event.mask().height());
        if (size.equals(new Size(event.image().width(), event.image().height()))) {
            return true;
        }
        if (model == null) {
            model = size;
        }
        return size.equals(model);
    }

    /** How many pixels each class has, and where. */
    private static final class Found {
        private final long[] pixels = new long[IDS];
        private final int[] left = new int[IDS];
        private final int[] top = new int[IDS];
        private final int[] right = new int[IDS];
        private final int[] bottom = new int[IDS];

        static Found in(ClassMask mask) {
            var found = new Found();
            for (int y = 0; y < mask.height(); y++) {
                for (int x = 0; x < mask.width(); x++) {
                    found.add(mask.idAt(x, y), x, y);
                }
            }
            return found;
        }

        private void add(int id, int x, int y) {
            if (pixels[id]++ == 0) {
                left[id] = x;
                right[id] = x;
                top[id] = y;
            }
            left[id] = Math.min(left[id], x);
            right[id] = Math.max(right[id], x);
            bottom[id] = y;
        }

        private @Nullable List<Integer> box(int id) {
            return pixels[id] == 0
                    ? null
                    : List.of(left[id], top[id], right[id] - left[id] + 1, bottom[id] - top[id] + 1);
        }

        /** Where what is told of the classes differs. */
        Optional<String> difference(List<ClassArea> classes) {
            var told = new boolean[IDS];
            for (var area : classes) {
                int id = area.id();
                told[id] = true;
                if (area.pixels() != pixels[id] || !Objects.equals(area.boundingBox(), box(id))) {
                    return Optional.of("has a mask with %d pixels of class %d within %s, and tells of %d within %s"
                            .formatted(pixels[id], id, box(id), area.pixels(), area.boundingBox()));
                }
            }
            for (int id = 0; id < IDS; id++) {
                if (pixels[id] > 0 && !told[id]) {
                    return Optional.of("has a mask with pixels of class %d, and does not tell of it".formatted(id));
                }
            }
            return Optional.empty();
        }
    }
}
