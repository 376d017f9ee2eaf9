package io.maskstream.worker.mask;

import static java.util.Objects.requireNonNull;

import io.maskstream.schemas.event.ClassArea;
import java.util.List;

/**
 * The mask of one image.
 *
 * @param classes one for each class of the model, in order of id
 */
public record ImageMask(MaskForm form, List<ClassArea> classes) {
    public ImageMask {
        requireNonNull(form, "form is null");
        classes = List.copyOf(classes);
    }
}
