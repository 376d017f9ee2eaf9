package io.maskstream.schemas.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One class in a mask.
 *
 * @param pixels of the mask that are of the class
 * @param fraction share of the mask's pixels, 0 to 1
 * @param boundingBox {@code [x, y, width, height]} of the smallest box around the class in mask pixels, or null where it is absent
 * @param meanConfidence mean probability of the class over its own pixels, 0 to 1; 0 where it is absent
 */
public record ClassArea(
        int id,
        String name,
        long pixels,
        double fraction,
        @Nullable List<Integer> boundingBox,
        double meanConfidence) {}
