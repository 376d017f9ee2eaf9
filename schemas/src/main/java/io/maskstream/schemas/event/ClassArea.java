package io.maskstream.schemas.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One class in a mask.
 *
 * @param id the mask's pixel value for the class, 0 to 255
 * @param name as the model calls it
 * @param pixels of the mask that are of the class
 * @param fraction share of the mask's pixels, 0 to 1
 * @param boundingBox {@code [x, y, width, height]} of the smallest box around the class in mask pixels, origin at the
 *     top left, or null exactly where {@code pixels} is 0; the one field that is written as {@code null}
 * @param meanConfidence mean probability of the class over its own pixels, 0 to 1; 0 where it is absent
 */
public record ClassArea(
        int id,
        String name,
        long pixels,
        double fraction,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable List<Integer> boundingBox,
        double meanConfidence) {
    /** @throws IllegalArgumentException if a value is out of its range, or there is a box without pixels or pixels without a box */
    public ClassArea {
        Checks.check(id >= 0 && id <= 255, "the class id is %d: ids are 0 to 255", id);
        Checks.text(name, "the name of class " + id);
        Checks.atLeast(0, pixels, "pixels of class " + id);
        fraction = Checks.share(fraction, "fraction of class " + id);
        meanConfidence = Checks.share(meanConfidence, "meanConfidence of class " + id);
        Checks.check(
                (boundingBox == null) == (pixels == 0),
                "class %d has %d pixels and %s bounding box: there is a box exactly where there are pixels",
                id,
                pixels,
                boundingBox == null ? "no" : "a");
        boundingBox = boundingBox == null ? null : checkedBox(id, boundingBox);
    }

    private static List<Integer> checkedBox(int id, List<Integer> box) {
        Checks.check(
                box.size() == 4, "boundingBox of class %d has %d numbers: it is [x, y, width, height]", id, box.size());
        for (int i = 0; i < 4; i++) {
            Checks.atLeast(
                    i < 2 ? 0 : 1,
                    Checks.present(box.get(i), "a number of a boundingBox"),
                    "a number of a boundingBox");
        }
        return List.copyOf(box);
    }
}
