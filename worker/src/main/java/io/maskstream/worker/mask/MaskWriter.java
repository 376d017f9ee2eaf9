package io.maskstream.worker.mask;

import io.maskstream.schemas.event.EncodedMask;
import io.maskstream.schemas.mask.ClassMask;
import io.maskstream.schemas.mask.CocoRle;
import io.maskstream.schemas.mask.IndexedPng;
import io.maskstream.worker.inference.model.ModelClass;
import io.maskstream.worker.inference.model.ModelDescription;
import java.util.List;

/** Masks as they stand in events, up to a size, and beside them. */
final class MaskWriter {
    private final MaskConfig config;
    private final List<Integer> palette;

    MaskWriter(MaskConfig config, ModelDescription model) {
        this.config = config;
        palette = model.classes().stream().map(ModelClass::rgb).toList();
    }

    MaskForm write(ClassMask mask) {
        return switch (config.encoding()) {
            case PNG -> png(mask);
            case COCO_RLE -> cocoRle(mask);
        };
    }

    private MaskForm png(ClassMask mask) {
        byte[] png = IndexedPng.encode(mask, palette);
        long base64 = (png.length + 2L) / 3 * 4;
        return base64 <= config.inlineLimitBytes()
                ? new MaskForm.Inline(EncodedMask.png(mask.width(), mask.height(), png))
                : oversized(mask, png, base64, "a PNG in Base64", "set mask.size=model");
    }

    private MaskForm cocoRle(ClassMask mask) {
        var counts = CocoRle.encode(mask, palette.size());
        long json = jsonLength(counts);
        return json <= config.inlineLimitBytes()
                ? new MaskForm.Inline(EncodedMask.cocoRle(mask.width(), mask.height(), counts))
                : oversized(
                        mask,
                        IndexedPng.encode(mask, palette),
                        json,
                        "COCO run lengths",
                        "set mask.encoding=png, which is smaller");
    }

    private MaskForm oversized(ClassMask mask, byte[] png, long bytes, String form, String remedy) {
        return new MaskForm.Oversized(
                mask.width(),
                mask.height(),
                png,
                "The mask takes %,d bytes as %s, and mask.inline-limit allows %,d; set mask.store to where such masks may go, %s, or raise the limit together with Kafka's"
                        .formatted(bytes, form, config.inlineLimitBytes(), remedy));
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
