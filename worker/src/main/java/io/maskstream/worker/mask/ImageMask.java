package io.maskstream.worker.mask;

import static java.util.Objects.requireNonNull;

import io.maskstream.schemas.event.ClassArea;
import io.maskstream.schemas.event.EncodedMask;
import java.util.List;

/**
 * The mask of one image as it stands in its event.
 *
 * @param classes one for each class of the model, in order of id
 */
public record ImageMask(EncodedMask mask, List<ClassArea> classes) {
    public ImageMask {
        requireNonNull(mask, "mask is null");
        classes = List.copyOf(classes);
    }
}
