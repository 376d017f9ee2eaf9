package io.maskstream.worker.pipeline;

import io.maskstream.schemas.event.ClassArea;
import io.maskstream.schemas.mask.ClassMask;
import io.maskstream.worker.inference.InferenceException;
import io.maskstream.worker.inference.model.ModelClass;
import io.maskstream.worker.inference.model.ModelDescription;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How much of a mask is of which class, where, and how sure the model was.
 *
 * <p>Pixels, fraction and box are those of the mask as it is sent. The confidence of one of its pixels is the model's probability
 * of the pixel's class at the nearest pixel of the model's own grid.
 */
final class MaskStatistics {
    private static final int IDS = 256;

    private final ModelDescription model;
    private final long[] pixels = new long[IDS];
    private final long[] probabilitySums = new long[IDS];
    private final int[] left = filled(Integer.MAX_VALUE);
    private final int[] right = filled(-1);
    private final int[] top = filled(Integer.MAX_VALUE);
    private final int[] bottom = filled(-1);

    private MaskStatistics(ModelDescription model) {
        this.model = model;
    }

    /**
     * Counts one mask.
     *
     * @param probabilities of the model's grid, 0 to 255 unsigned, class by class for each pixel
     * @return one entry for each class, in order of id
     * @throws InferenceException where the mask holds an id that is no class of the model
     */
    static List<ClassArea> of(ClassMask mask, byte[] probabilities, ModelDescription model) throws InferenceException {
        var statistics = new MaskStatistics(model);
        statistics.refuseUnknownIds(mask);
        statistics.count(mask, probabilities);
        return statistics.areas(mask);
    }

    private void refuseUnknownIds(ClassMask mask) throws InferenceException {
        int classes = model.classes().size();
        for (byte id : mask.ids()) {
            if (Byte.toUnsignedInt(id) >= classes) {
                throw new InferenceException(
                        "The model %s:%s put the class id %d into the mask, and it has only the ids 0 to %d; export it again."
                                .formatted(model.name(), model.version(), Byte.toUnsignedInt(id), classes - 1));
            }
        }
    }

    private void count(ClassMask mask, byte[] probabilities) {
        int classes = model.classes().size();
        int[] nearestColumn = new int[mask.width()];
        for (int x = 0; x < mask.width(); x++) {
            nearestColumn[x] = nearest(x, mask.width(), model.width()) * classes;
        }
        byte[] ids = mask.ids();
        for (int y = 0, i = 0; y < mask.height(); y++) {
            int row = nearest(y, mask.height(), model.height()) * model.width() * classes;
            for (int x = 0; x < mask.width(); x++, i++) {
                int id = Byte.toUnsignedInt(ids[i]);
                pixels[id]++;
                probabilitySums[id] += Byte.toUnsignedInt(probabilities[row + nearestColumn[x] + id]);
                left[id] = Math.min(left[id], x);
                right[id] = Math.max(right[id], x);
                top[id] = Math.min(top[id], y);
                bottom[id] = y;
            }
        }
    }

    /** The grid's pixel under the centre of a mask's pixel. */
    private static int nearest(int position, int size, int gridSize) {
        return (int) ((2L * position + 1) * gridSize / (2L * size));
    }

    private List<ClassArea> areas(ClassMask mask) {
        double all = mask.ids().length;
        var areas = new ArrayList<ClassArea>();
        for (ModelClass modelClass : model.classes()) {
            int id = modelClass.id();
            areas.add(
                    pixels[id] == 0
                            ? new ClassArea(id, modelClass.name(), 0, 0, null, 0)
                            : new ClassArea(
                                    id,
                                    modelClass.name(),
                                    pixels[id],
                                    pixels[id] / all,
                                    List.of(left[id], top[id], right[id] - left[id] + 1, bottom[id] - top[id] + 1),
                                    probabilitySums[id] / 255.0 / pixels[id]));
        }
        return areas;
    }

    private static int[] filled(int value) {
        int[] values = new int[IDS];
        Arrays.fill(values, value);
        return values;
    }
}
