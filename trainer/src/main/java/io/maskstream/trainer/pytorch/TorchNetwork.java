package io.maskstream.trainer.pytorch;

import io.maskstream.trainer.network.Layer.Activation;
import io.maskstream.trainer.network.Layer.Convolution;
import io.maskstream.trainer.network.Layer.PixelShuffle;
import io.maskstream.trainer.network.Layer.TransposedConvolution;
import io.maskstream.trainer.network.Layer.Upsampling;
import io.maskstream.trainer.network.Layer.Weighted;
import io.maskstream.trainer.network.NetworkDefinition;
import io.maskstream.trainer.network.NetworkDefinition.Step;
import io.maskstream.trainer.network.WeightNames;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * A network in PyTorch: its weights, and its way forward over them.
 *
 * <p>Owns the weights until it is closed. Everything else that it makes belongs to the caller's {@link
 * org.bytedeco.javacpp.PointerScope}.
 */
public final class TorchNetwork implements AutoCloseable {
    /** What the layers are computed in. */
    public enum Precision {
        FLOAT32(ScalarType.Float),
        /** Half the bits, products summed in float32: faster where the processor has instructions for it. */
        BFLOAT16(ScalarType.BFloat16);

        private final ScalarType type;

        Precision(ScalarType type) {
            this.type = type;
        }
    }

    static {
        // NNPACK knows few processors, and says so on standard error at each convolution that it is asked about.
        torch.globalContext().setUserEnabledNNPACK(false);
        // OpenBLAS has one team of threads for a process. Two replicas that multiply at once would wait for it in turn,
        // and spin meanwhile.
        openblas_nolapack.blas_set_num_threads(1);
    }

    private static final long[] ROWS_AND_COLUMNS = {2, 3};
    private static final long[] ROWS_AND_COLUMNS_LAST_CHANNELS = {1, 2};

    private final NetworkDefinition definition;
    private final TorchDevice device;
    private final boolean mirrored;
    private final TorchWeights weights;

    /** As {@link #TorchNetwork(NetworkDefinition, long, TorchDevice)}, on the processor. */
    public TorchNetwork(NetworkDefinition definition, long seed) {
        this(definition, seed, TorchDevice.CPU);
    }

    /**
     * Kernels begin as Keras begins them (Glorot and Bengio, 2010) with zero biases, or, where normalised, as He et al. (2015)
     * proposed for ReLU.
     *
     * @param seed two networks of one seed begin alike, wherever they are
     * @param device of its weights, and of what it makes
     */
    public TorchNetwork(NetworkDefinition definition, long seed, TorchDevice device) {
        this.definition = definition;
        this.device = device;
        this.mirrored = mirrored(definition);
        this.weights = TorchWeights.begin(definition, seed, device);
    }

    private TorchNetwork(TorchNetwork other, TorchWeights weights) {
        this.definition = other.definition;
        this.device = other.device;
        this.mirrored = other.mirrored;
        this.weights = weights;
    }

    /**
     * A network over the same weights, with gradients and statistics of its own; closed by the caller, before or after this one.
     */
    public TorchNetwork sharingWeights() {
        return new TorchNetwork(this, weights.shared());
    }

    /** A network that begins as this one is now, and goes its own way. */
    public TorchNetwork copy() {
        return new TorchNetwork(this, weights.copy());
    }

    public NetworkDefinition definition() {
        return definition;
    }

    /** Where its weights are, and what it makes of images. */
    public TorchDevice device() {
        return device;
    }

    /** What the optimizer moves, by {@link WeightNames}, in the order of the layers; owned by the network. */
    public Map<String, Tensor> parameters() {
        return weights.parameters();
    }

    /** Moving means and variances of what is normalised, by {@link WeightNames}; owned by the network. */
    public Map<String, Tensor> statistics() {
        return weights.statistics();
    }

    /** All that makes the network what it is: parameters, then statistics. */
    public Map<String, Tensor> weights() {
        var all = new LinkedHashMap<>(weights.parameters());
        all.putAll(weights.statistics());
        return all;
    }

    /**
     * As the exported network does: normalised by the moving statistics.
     *
     * @param images uint8 [N, H, W, 3], on any device
     * @return scores before the softmax, float32 [N, C, H, W]
     */
    public Tensor forward(Tensor images) {
        return forward(images, Precision.FLOAT32, false);
    }

    /**
     * As {@link #forward(Tensor)}, with the layers computed in a precision of the caller's choice; the weights stay float32.
     *
     * @param training whether to normalise by the batch's own statistics, and to move the moving ones towards them
     */
    public Tensor forward(Tensor images, Precision precision, boolean training) {
        // NHWC seen as NCHW is PyTorch's channels_last, so nothing is copied but the conversion to float.
        Tensor placed = device.place(images);
        Tensor pixels = (mirrored ? placed.flip(ROWS_AND_COLUMNS_LAST_CHANNELS) : placed)
                .permute(0, 3, 1, 2)
                .to(ScalarType.Float)
                .mul(new Scalar(NetworkDefinition.RESCALE))
                .to(precision.type);
        var values = new HashMap<String, Tensor>();
        values.put(NetworkDefinition.IMAGE, pixels);
        Tensor last = pixels;
        for (Step step : definition.steps()) {
            List<Tensor> inputs = new ArrayList<>();
            for (String source : step.sources()) {
                inputs.add(named(values, source));
            }
            last = step.layer() instanceof Weighted layer
                    ? weighted(layer, inputs.get(0), precision, training)
                    : TorchLayers.apply(step.layer(), inputs);
            values.put(step.layer().name(), last);
        }
        return (mirrored ? last.flip(ROWS_AND_COLUMNS) : last).to(ScalarType.Float);
    }

    /**
     * Whether to compute with images and kernels turned by half a turn. Of an odd number of zeros, Keras puts the larger half at the end of
     * an axis, and PyTorch knows equal halves alone, with what is too much at the end: turned, the two are the same, and nothing has to be
     * padded, or cut, in a copy. Layers that look at single places need not know; those that look at blocks of places do.
     */
    private static boolean mirrored(NetworkDefinition definition) {
        return definition.layers().stream()
                .noneMatch(layer -> layer instanceof Upsampling || layer instanceof PixelShuffle);
    }

    private Tensor weighted(Weighted layer, Tensor input, Precision precision, boolean training) {
        Tensor upright = parameter(WeightNames.kernel(layer)).to(precision.type);
        Tensor kernel = mirrored ? upright.flip(ROWS_AND_COLUMNS) : upright;
        var bias = layer.normalised()
                ? new TensorOptional()
                : new TensorOptional(parameter(WeightNames.bias(layer)).to(precision.type));
        Tensor sum = layer instanceof Convolution convolution
                ? TorchLayers.convolve(convolution, input, kernel, bias, mirrored)
                : TorchLayers.convolveTransposed((TransposedConvolution) layer, input, kernel, bias, mirrored);
        if (layer.normalised()) {
            sum = TorchLayers.normalise(
                    sum,
                    parameter(WeightNames.gamma(layer)),
                    parameter(WeightNames.beta(layer)),
                    statistic(WeightNames.mean(layer)),
                    statistic(WeightNames.variance(layer)),
                    training);
        }
        return layer.activation() == Activation.RELU ? sum.relu_() : sum;
    }

    /** What the optimizer moves, by its name; owned by the network. */
    public Tensor parameter(String name) {
        return named(weights.parameters(), name);
    }

    /** A moving mean or variance by its name; owned by the network. */
    public Tensor statistic(String name) {
        return named(weights.statistics(), name);
    }

    private static Tensor named(Map<String, Tensor> tensors, String name) {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException("no parameter or value is called " + name);
        }
        return tensor;
    }

    @Override
    public void close() {
        weights.close();
    }
}
