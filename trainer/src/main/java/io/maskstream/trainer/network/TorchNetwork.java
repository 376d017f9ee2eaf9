package io.maskstream.trainer.network;

import io.maskstream.trainer.network.Layer.Activation;
import io.maskstream.trainer.network.Layer.Convolution;
import io.maskstream.trainer.network.Layer.TransposedConvolution;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.GeneratorOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * A network's weights in PyTorch, and its way forward over them.
 *
 * <p>Owns the weights until it is closed. Everything else that it makes belongs to the caller's {@link PointerScope}.
 */
public final class TorchNetwork implements AutoCloseable {
    private static final long[] NO_DILATION = {1, 1};

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

    private final NetworkDefinition definition;
    private final Map<String, Tensor> parameters = new LinkedHashMap<>();

    /**
     * Glorot-uniform kernels (Glorot and Bengio, 2010) and zero biases, as Keras begins.
     *
     * @param seed two networks of one seed begin alike
     */
    public TorchNetwork(NetworkDefinition definition, long seed) {
        this.definition = definition;
        torch.manual_seed(seed);
        try (var scope = new PointerScope()) {
            for (Layer layer : definition.layers()) {
                int area = layer.kernel() * layer.kernel();
                double limit = Math.sqrt(6.0 / (layer.inputs() * area + layer.outputs() * area));
                Tensor kernel = torch.empty(layer.kernelShape())
                        .uniform_(-limit, limit, new GeneratorOptional())
                        .contiguous(MemoryFormat.ChannelsLast);
                add(kernelName(layer), kernel);
                add(biasName(layer), torch.zeros(layer.outputs()));
            }
        }
    }

    private TorchNetwork(TorchNetwork other) {
        this.definition = other.definition;
        try (var scope = new PointerScope()) {
            other.parameters.forEach((name, tensor) -> add(name, tensor.detach()));
        }
    }

    /** A network over the same weights, with gradients of its own; closed by the caller, before or after this one. */
    public TorchNetwork sharingWeights() {
        return new TorchNetwork(this);
    }

    private void add(String name, Tensor tensor) {
        tensor.set_requires_grad(true);
        tensor.retainReference();
        parameters.put(name, tensor);
    }

    public NetworkDefinition definition() {
        return definition;
    }

    /** Kernels in PyTorch's order of axes and biases, by name, in the order of the layers; owned by the network. */
    public Map<String, Tensor> parameters() {
        return parameters;
    }

    public static String kernelName(Layer layer) {
        return layer.name() + "/kernel";
    }

    public static String biasName(Layer layer) {
        return layer.name() + "/bias";
    }

    /**
     * @param images uint8 [N, H, W, 3]
     * @return scores before the softmax, float32 [N, C, H, W]
     */
    public Tensor forward(Tensor images) {
        return forward(images, Precision.FLOAT32);
    }

    /**
     * As {@link #forward(Tensor)}, with the layers computed in a precision of the caller's choice; the weights stay float32.
     */
    public Tensor forward(Tensor images, Precision precision) {
        // NHWC seen as NCHW is PyTorch's channels_last, so nothing is copied but the conversion to float.
        Tensor x = images.permute(0, 3, 1, 2)
                .to(ScalarType.Float)
                .mul(new Scalar(NetworkDefinition.RESCALE))
                .to(precision.type);
        for (Layer layer : definition.layers()) {
            x = apply(layer, x, precision);
        }
        return x.to(ScalarType.Float);
    }

    private Tensor apply(Layer layer, Tensor input, Precision precision) {
        Tensor kernel = parameter(kernelName(layer)).to(precision.type);
        var bias = new TensorOptional(parameter(biasName(layer)).to(precision.type));
        Tensor sum;
        if (layer instanceof Convolution convolution) {
            sum = convolve(convolution, input, kernel, bias);
        } else {
            sum = convolveTransposed((TransposedConvolution) layer, input, kernel, bias);
        }
        return layer.activation() == Activation.RELU ? sum.relu_() : sum;
    }

    private static Tensor convolve(Convolution layer, Tensor input, Tensor kernel, TensorOptional bias) {
        int vertical = layer.totalPadding((int) input.size(2));
        int horizontal = layer.totalPadding((int) input.size(3));
        int top = vertical / 2;
        int left = horizontal / 2;
        long[] stride = {layer.stride(), layer.stride()};
        if (vertical == 2 * top && horizontal == 2 * left) {
            return torch.conv2d(input, kernel, bias, stride, new long[] {top, left}, NO_DILATION, 1);
        }
        Tensor padded = torch.constant_pad_nd(
                input, new long[] {left, horizontal - left, top, vertical - top}, new Scalar(0.0));
        return torch.conv2d(padded, kernel, bias, stride, new long[] {0, 0}, NO_DILATION, 1);
    }

    private static Tensor convolveTransposed(
            TransposedConvolution layer, Tensor input, Tensor kernel, TensorOptional bias) {
        if (layer.stride() == 2) {
            return SubPixel.apply(layer, input, kernel, bias);
        }
        int before = layer.totalCropping() / 2;
        long[] stride = {layer.stride(), layer.stride()};
        Tensor full = torch.conv_transpose2d(
                input, kernel, bias, stride, new long[] {before, before}, new long[] {0, 0}, 1, NO_DILATION);
        int height = layer.outputSize((int) input.size(2));
        int width = layer.outputSize((int) input.size(3));
        return full.narrow(2, 0, height).narrow(3, 0, width);
    }

    /** A kernel or bias by its name; owned by the network. */
    public Tensor parameter(String name) {
        Tensor parameter = parameters.get(name);
        if (parameter == null) {
            throw new IllegalArgumentException("no parameter is called " + name);
        }
        return parameter;
    }

    @Override
    public void close() {
        parameters.values().forEach(Tensor::close);
    }
}
