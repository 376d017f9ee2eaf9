package io.maskstream.worker.mask;

import io.maskstream.imaging.ImageHeader;
import io.maskstream.imaging.LabelMaps;
import io.maskstream.imaging.Probabilities;
import io.maskstream.schemas.mask.ClassMask;
import io.maskstream.worker.inference.model.ModelDescription;

/** From what a model gives to a mask of the size and edges that are wanted. */
final class MaskPainter {
    private final MaskConfig config;
    private final ModelDescription model;

    MaskPainter(MaskConfig config, ModelDescription model) {
        this.config = config;
        this.model = model;
    }

    /**
     * Paints one mask.
     *
     * @param ids the model's mask
     * @param probabilities of the same grid, 0 to 255 unsigned, class by class for each pixel
     */
    ClassMask paint(ImageHeader image, byte[] ids, byte[] probabilities) {
        if (config.size() == MaskSize.MODEL) {
            return new ClassMask(model.width(), model.height(), ids);
        }
        int width = image.orientedWidth();
        int height = image.orientedHeight();
        byte[] painted =
                switch (config.edges()) {
                    case SMOOTH ->
                        Probabilities.argMaxEnlarged(
                                probabilities,
                                model.height(),
                                model.width(),
                                model.classes().size(),
                                width,
                                height);
                    case NEAREST -> LabelMaps.nearest(ids, model.width(), model.height(), width, height);
                };
        return new ClassMask(width, height, painted);
    }
}
