package io.maskstream.worker.mask;

import io.maskstream.schemas.event.EncodedMask;
import io.maskstream.schemas.mask.ClassMask;
import io.maskstream.schemas.mask.CocoRle;
import io.maskstream.schemas.mask.IndexedPng;
import io.maskstream.worker.inference.model.ModelClass;
import io.maskstream.worker.inference.model.ModelDescription;
import java.util.List;

/** Masks as they stand in events, up to a size. */
final class MaskWriter {
    private final MaskConfig config;
    private final List<Integer> palette;

    MaskWriter(MaskConfig config, ModelDescription model) {
        this.config = config;
        palette = model.classes().stream().map(ModelClass::rgb).toList();
    }

    EncodedMask write(ClassMask mask) throws MaskTooLargeException {
        return switch (config.encoding()) {
            case PNG -> png(mask);
            case COCO_RLE -> cocoRle(mask);
        };
    }

    private EncodedMask png(ClassMask mask) throws MaskTooLargeException {
        byte[] png = IndexedPng.encode(mask, palette);
        long base64 = (png.length + 2L) / 3 * 4;
        refuseOver(base64, "a PNG in Base64", "raise it together with Kafka's limits, or set mask.size=model");
        return EncodedMask.png(mask.width(), mask.height(), png);
    }

    private EncodedMask cocoRle(ClassMask mask) throws MaskTooLargeException {
        var counts = CocoRle.encode(mask, palette.size());
        refuseOver(
                jsonLength(counts),
                "COCO run lengths",
                "raise it together with Kafka's limits, or set mask.encoding=png, which is smaller");
        return EncodedMask.cocoRle(mask.width(), mask.height(), counts);
    }

    private void refuseOver(long bytes, String form, String remedy) throws MaskTooLargeException {
        if (bytes > config.inlineLimitBytes()) {
            throw new MaskTooLargeException("The mask takes %,d bytes as %s, and mask.inline-limit allows %,d; %s."
                    .formatted(bytes, form, config.inlineLimitBytes(), remedy));
        }
    }

    /** Bytes of {@code [[1,20],[3]]}, without spaces. */
    private static long jsonLength(List<List<Integer>> counts) {
        long length = 1;
        for (List<Integer> runs : counts) {
            length += 2; // an opening bracket, and a closing bracket or comma behind it
            for (int run : runs) {
                length += Integer.toString(run).length() + 1;
            }
        }
        return length;
    }
}
