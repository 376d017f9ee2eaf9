package io.maskstream.trainer.network;

/** What a layer's weights are called in networks and checkpoints: as Keras calls them. */
public final class WeightNames {
    /** Added to the variance in batch normalisation; PyTorch's default. */
    public static final double EPSILON = 1e-5;

    private WeightNames() {}

    public static String kernel(Layer layer) {
        return layer.name() + "/kernel";
    }

    public static String bias(Layer layer) {
        return layer.name() + "/bias";
    }

    /** Factor of what is normalised. */
    public static String gamma(Layer layer) {
        return layer.name() + "/gamma";
    }

    /** Shift of what is normalised. */
    public static String beta(Layer layer) {
        return layer.name() + "/beta";
    }

    /** Moving mean, which is subtracted. */
    public static String mean(Layer layer) {
        return layer.name() + "/moving_mean";
    }

    /** Moving variance, by whose root is divided. */
    public static String variance(Layer layer) {
        return layer.name() + "/moving_variance";
    }
}
