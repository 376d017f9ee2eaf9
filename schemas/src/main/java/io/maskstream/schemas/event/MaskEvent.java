package io.maskstream.schemas.event;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The mask of one image.
 *
 * @param uri the reference as it was sent, without credentials
 * @param image what was read
 * @param mask class ids per pixel, in the image's own size unless the worker is set to the model's
 * @param classes one entry for each class of the model, in order of id
 */
public record MaskEvent(
        String imageId,
        String uri,
        ImageInfo image,
        EncodedMask mask,
        List<ClassArea> classes,
        ModelInfo model,
        Instant segmentedAt,
        Map<String, String> attributes)
        implements Outcome {
    public MaskEvent {
        classes = List.copyOf(classes);
        attributes = Map.copyOf(attributes);
    }
}
