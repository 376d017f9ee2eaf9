package io.maskstream.trainer.data;

import java.util.SplittableRandom;

/**
 * How a training image and its labels are changed together each time they are seen, so that a network does not learn them by heart.
 *
 * @param flip probability that left and right change places
 * @param zoomOut how many times smaller things become at most; 1: never smaller
 * @param zoomIn how many times larger things become at most, of which a part is cut out; 1: never larger
 * @param aspect how many times wider than high, or higher than wide, a square may become; 1: never
 * @param rotation most degrees that it turns either way
 * @param colour how it is coloured anew
 */
public record Augmentation(
        double flip, double zoomOut, double zoomIn, double aspect, double rotation, ColourJitter colour) {
    /** Images as they are. */
    public static final Augmentation NONE = new Augmentation(0, 1, 1, 1, 0, ColourJitter.NONE);
    /** What photographs of animals bear. */
    public static final Augmentation STANDARD =
            new Augmentation(0.5, 1.4, 1.8, 1.2, 15, new ColourJitter(0.35, 0.35, 0.4, 0.04, 0.1));

    /**
     * Changes one image and its labels in place.
     *
     * @param pixels {@code height * width * 3} bytes of RGB
     * @param labels {@code height * width} class ids
     */
    public void apply(SplittableRandom random, byte[] pixels, byte[] labels, int width, int height) {
        boolean flipped = random.nextDouble() < flip;
        double zoom = Math.exp(between(random, -Math.log(zoomOut), Math.log(zoomIn)));
        double stretch = Math.exp(between(random, -Math.log(aspect), Math.log(aspect)) / 2);
        double turn = Math.toRadians(between(random, -rotation, rotation));
        double scaleX = 1 / (zoom * stretch);
        double scaleY = stretch / zoom;
        // what is cut out lies anywhere in the image; what is larger than the image is filled up on either side
        double centreX = width / 2.0 + between(random, -0.5, 0.5) * width * Math.abs(1 - scaleX);
        double centreY = height / 2.0 + between(random, -0.5, 0.5) * height * Math.abs(1 - scaleY);
        double mirror = flipped ? -1 : 1;
        if (flipped || zoom != 1 || stretch != 1 || turn != 0) {
            var warp = new Warp(
                    centreX,
                    centreY,
                    mirror * scaleX * Math.cos(turn),
                    -scaleX * Math.sin(turn),
                    mirror * scaleY * Math.sin(turn),
                    scaleY * Math.cos(turn));
            warp.apply(pixels, labels, width, height);
        }
        colour.apply(random, pixels);
    }

    static double between(SplittableRandom random, double low, double high) {
        return low < high ? random.nextDouble(low, high) : low;
    }
}
