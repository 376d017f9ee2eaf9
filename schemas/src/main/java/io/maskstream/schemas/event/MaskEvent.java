package io.maskstream.schemas.event;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The mask of one image.
 *
 * @param imageId the event's, else the record's key, else {@code topic-partition-offset} of the record
 * @param uri the reference as it was sent, without credentials
 * @param image what was read
 * @param mask class ids per pixel, in the image's own size unless the worker is set to the model's
 * @param classes one entry for each class of the model, in order of id
 * @param attributes the request's own, in its order
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
    /** @throws IllegalArgumentException if a text is blank, or the classes are not in order of id */
    public MaskEvent {
        Checks.text(imageId, "imageId");
        Checks.text(uri, "uri");
        Checks.present(image, "image");
        Checks.present(mask, "mask");
        Checks.present(classes, "classes");
        Checks.present(model, "model");
        Checks.present(segmentedAt, "segmentedAt");
        int last = -1;
        for (ClassArea area : classes) {
            Checks.check(Checks.present(area, "an entry of classes").id() > last, "classes are not in order of id");
            last = area.id();
        }
        classes = List.copyOf(classes);
        attributes = Checks.attributes(attributes);
    }
}
