package io.maskstream.worker.mask;

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
        statistics.count(mask, probabilities);
        return statistics.areas(mask);
    }

    private void count(ClassMask mask, byte[] probabilities) throws InferenceException {
        int classes = model.classes().size();
        int width = mask.width();
        int[] nearestColumn = new int[width];
        for (int x = 0; x < width; x++) {
            nearestColumn[x] = nearest(x, width, model.width()) * classes;
        }
        byte[] ids = mask.ids();
        for (int y = 0; y < mask.height(); y++) {
            int row = nearest(y, mask.height(), model.height()) * model.width() * classes;
            int start = y * width;
            for (int x = 0; x < width; ) { // run by run: masks are blobs, and a run touches the counters once
                byte id = ids[start + x];
                if (Byte.toUnsignedInt(id) >= classes) {
                    throw unknownId(Byte.toUnsignedInt(id));
                }
                int grid = row + Byte.toUnsignedInt(id);
                int from = x;
                long sum = 0;
                do {
                    sum += probabilities[grid + nearestColumn[x]] & 0xFF;
                    x++;
                } while (x < width && ids[start + x] == id);
                addRun(Byte.toUnsignedInt(id), from, x, y, sum);
            }
        }
    }

    private void addRun(int id, int from, int to, int y, long probabilitySum) {
        pixels[id] += to - from;
        probabilitySums[id] += probabilitySum;
        left[id] = Math.min(left[id], from);
        right[id] = Math.max(right[id], to - 1);
        top[id] = Math.min(top[id], y);
        bottom[id] = y;
    }

    private InferenceException unknownId(int id) {
        return new InferenceException(
                "The model %s:%s put the class id %d into the mask, and it has only the ids 0 to %d; export it again."
                        .formatted(
                                model.name(),
                                model.version(),
                                id,
                                model.classes().size() - 1));
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
