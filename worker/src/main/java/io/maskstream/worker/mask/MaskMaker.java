package io.maskstream.worker.mask;

import io.maskstream.imaging.ImageHeader;
import io.maskstream.worker.inference.InferenceException;
import io.maskstream.worker.inference.model.ModelDescription;

/** Makes the masks of one model's images: paints, counts and encodes. Thread-safe. */
public final class MaskMaker {
    /** A byte for each pixel of the mask, and what encoding it takes. */
    private static final int BYTES_PER_PIXEL = 2;

    private final MaskConfig config;
    private final ModelDescription model;
    private final MaskPainter painter;
    private final MaskWriter writer;

    public MaskMaker(MaskConfig config, ModelDescription model) {
        this.config = config;
        this.model = model;
        painter = new MaskPainter(config, model);
        writer = new MaskWriter(config, model);
    }

    /**
     * Makes one mask. What is passed in is read until it returns, and not kept.
     *
     * @param ids the model's mask: {@code height * width} class ids of its own grid, in rows from the top
     * @param probabilities of the same grid, 0 to 255 unsigned, class by class for each pixel
     * @throws InferenceException where the mask holds an id that is no class of the model
     */
    public ImageMask make(ImageHeader image, byte[] ids, byte[] probabilities) throws InferenceException {
        var mask = painter.paint(image, ids, probabilities);
        var classes = MaskStatistics.of(mask, probabilities, model);
        return new ImageMask(writer.write(mask), classes);
    }

    /** Most bytes that {@link #make} takes while it works on such an image. */
    public long workingBytes(ImageHeader image) {
        long pixels = config.size() == MaskSize.MODEL
                ? (long) model.width() * model.height()
                : (long) image.width() * image.height();
        return BYTES_PER_PIXEL * pixels;
    }
}
