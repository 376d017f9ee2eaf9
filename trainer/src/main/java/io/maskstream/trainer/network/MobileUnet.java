package io.maskstream.trainer.network;

import io.maskstream.trainer.network.Layer.Activation;

/**
 * A U-Net (Ronneberger, Fischer, Brox, 2015) whose way down is made of inverted residuals (Sandler et al., "MobileNetV2", 2018)
 * from a quarter to a thirty-second of the size, so that the last sees the whole image, and whose way up adds what the way down
 * had at each size. Scores are made at half the size, four phases at once, and put together like a chequerboard.
 */
final class MobileUnet {
    private static final int EXPANSION = 3;

    private final NetworkBuilder network;

    private MobileUnet(NetworkBuilder network) {
        this.network = network;
    }

    /**
     * @param width and height: even, 32 or more
     */
    static NetworkDefinition define(int width, int height, int classes) {
        if (width % 2 != 0 || height % 2 != 0 || width < 32 || height < 32) {
            throw new IllegalArgumentException(
                    "%s takes even sizes of 32 or more, not %d x %d".formatted(Networks.MOBILE_UNET, width, height));
        }
        return new MobileUnet(new NetworkBuilder(Networks.MOBILE_UNET, width, height)).define(classes);
    }

    private NetworkDefinition define(int classes) {
        String half = network.convolution("half", NetworkDefinition.IMAGE, 16, 3, 2, Activation.RELU);
        String quarter = network.convolution("quarter", half, 32, 3, 2, Activation.RELU);
        quarter = residual("quarter_1", quarter, 3);
        String eighth = down("eighth", quarter, 64, 3);
        eighth = residual("eighth_1", eighth, 3);
        eighth = residual("eighth_2", eighth, 3);
        String sixteenth = down("sixteenth", eighth, 96, 5);
        sixteenth = residual("sixteenth_1", sixteenth, 5);
        sixteenth = residual("sixteenth_2", sixteenth, 5);
        String smallest = down("thirtysecond", sixteenth, 128, 5);
        smallest = residual("thirtysecond_1", smallest, 5);
        smallest = residual("thirtysecond_2", smallest, 5);
        String up = up("up_sixteenth", smallest, sixteenth);
        up = up("up_eighth", up, eighth);
        up = up("up_quarter", up, quarter);
        up = up("up_half", up, half);
        String scores = network.scores("scores", up, 4 * classes, 3);
        network.pixelShuffle("shuffle", scores);
        return network.build();
    }

    /** Expanded, filtered, projected, and added to what it was. */
    private String residual(String name, String source, int kernel) {
        String inner = inverted(name, source, network.shape(source).channels(), kernel, 1);
        return network.addition(name, source, inner);
    }

    private String down(String name, String source, int channels, int kernel) {
        return inverted(name, source, channels, kernel, 2);
    }

    private String inverted(String name, String source, int channels, int kernel, int stride) {
        int expanded = EXPANSION * network.shape(source).channels();
        String wide = network.convolution(name + "/expand", source, expanded, 1, 1, Activation.RELU);
        String filtered = network.depthwise(name + "/depthwise", wide, kernel, stride);
        return network.convolution(name + "/project", filtered, channels, 1, 1, Activation.NONE);
    }

    /** To the channels of the skip, doubled, the skip added, and mixed. */
    private String up(String name, String source, String skip) {
        int channels = network.shape(skip).channels();
        String narrow = network.convolution(name + "/narrow", source, channels, 1, 1, Activation.NONE);
        String large = network.upsampling(name + "/double", narrow, skip);
        String both = network.addition(name + "/add", large, skip);
        String filtered = network.depthwise(name + "/depthwise", both, 3, 1);
        return network.convolution(name + "/mix", filtered, channels, 1, 1, Activation.RELU);
    }
}
