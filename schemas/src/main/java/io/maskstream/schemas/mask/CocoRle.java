package io.maskstream.schemas.mask;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Masks as COCO run lengths: for each class the lengths of its runs, absent and present in turn, down the columns from the
 * left one; the first run is "class absent" and may be 0.
 *
 * <p>These are the uncompressed counts of pycocotools: {@code {"size": [height, width], "counts": counts[id]}} goes into
 * {@code pycocotools.mask.frPyObjects}.
 *
 * @see <a href="https://github.com/cocodataset/cocoapi/blob/master/common/maskApi.h">the convention, in cocoapi's maskApi.h</a>
 */
public final class CocoRle {
    private CocoRle() {}

    /**
     * Counts the runs of each class.
     *
     * @param classCount of the model, 1 to 256; each class gets its runs, one that is absent a single run of all pixels
     * @return per class its run lengths, which add up to the number of pixels
     * @throws IllegalArgumentException if the mask has an id that is not below {@code classCount}
     */
    public static List<List<Integer>> encode(ClassMask mask, int classCount) {
        if (classCount < 1 || classCount > 256) {
            throw new IllegalArgumentException("there are 1 to 256 classes, not %d".formatted(classCount));
        }
        var counts = new ArrayList<List<Integer>>(classCount);
        for (int i = 0; i < classCount; i++) {
            counts.add(new ArrayList<>());
        }
        int[] since = new int[classCount]; // where a class's open run started
        byte[] ids = mask.ids();
        int position = 0;
        int last = -1;
        for (int x = 0; x < mask.width(); x++) {
            for (int y = 0; y < mask.height(); y++, position++) {
                int id = ids[y * mask.width() + x] & 0xFF;
                if (id == last) {
                    continue;
                }
                if (id >= classCount) {
                    throw new IllegalArgumentException(
                            "the mask has the class id %d, but there are only %d classes".formatted(id, classCount));
                }
                close(counts.get(id), since, id, position);
                if (last >= 0) {
                    close(counts.get(last), since, last, position);
                }
                last = id;
            }
        }
        for (int id = 0; id < classCount; id++) {
            close(counts.get(id), since, id, position);
        }
        return counts.stream().map(List::copyOf).toList();
    }

    private static void close(List<Integer> runs, int[] since, int id, int position) {
        runs.add(position - since[id]);
        since[id] = position;
    }

    /** Decodes a mask of at most {@link IndexedPng#DEFAULT_MAX_PIXELS} pixels; see {@link #decode(List, int, int, long)}. */
    public static ClassMask decode(List<List<Integer>> counts, int width, int height) throws MaskFormatException {
        return decode(counts, width, height, IndexedPng.DEFAULT_MAX_PIXELS);
    }

    /**
     * Draws the runs of each class; every pixel has to be of exactly one.
     *
     * @param counts per class its run lengths; the position in the list is the class id
     * @param maxPixels most pixels that are accepted
     * @throws MaskFormatException if the runs of a class do not add up to the pixels, or a pixel is of no class or of two
     */
    public static ClassMask decode(List<List<Integer>> counts, int width, int height, long maxPixels)
            throws MaskFormatException {
        long pixels = (long) width * height;
        if (width < 1 || height < 1 || pixels > Math.min(maxPixels, Integer.MAX_VALUE - 8)) {
            throw new MaskFormatException("a mask of %d x %d pixels is empty or over the limit of %d pixels"
                    .formatted(width, height, maxPixels));
        }
        if (counts.isEmpty() || counts.size() > 256) {
            throw new MaskFormatException("there are 1 to 256 classes, not %d".formatted(counts.size()));
        }
        byte[] ids = new byte[(int) pixels];
        var covered = new BitSet((int) pixels);
        for (int id = 0; id < counts.size(); id++) {
            draw(id, counts.get(id), height, ids, covered);
        }
        if (covered.cardinality() != pixels) {
            throw new MaskFormatException(
                    "%d of the mask's %d pixels are of no class".formatted(pixels - covered.cardinality(), pixels));
        }
        return new ClassMask(width, height, ids);
    }

    private static void draw(int id, List<Integer> runs, int height, byte[] ids, BitSet covered)
            throws MaskFormatException {
        int width = ids.length / height;
        int position = 0;
        boolean present = false;
        for (int run : runs) {
            if (run < 0 || run > ids.length - position) {
                throw new MaskFormatException(
                        "the run lengths of class %d do not add up to the mask's %d pixels".formatted(id, ids.length));
            }
            int end = position + run;
            if (present) {
                for (int i = position; i < end; i++) {
                    if (covered.get(i)) { // to look for the next one taken would go far, run after run
                        throw new MaskFormatException("a pixel of class %d is of another class too".formatted(id));
                    }
                    ids[i % height * width + i / height] = (byte) id;
                }
                covered.set(position, end);
            }
            position = end;
            present = !present;
        }
        if (position != ids.length) {
            throw new MaskFormatException("the run lengths of class %d add up to %d, but the mask has %d pixels"
                    .formatted(id, position, ids.length));
        }
    }
}
