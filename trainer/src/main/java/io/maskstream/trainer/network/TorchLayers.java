package io.maskstream.trainer.network;

import io.maskstream.trainer.network.Layer.Addition;
import io.maskstream.trainer.network.Layer.Concatenation;
import io.maskstream.trainer.network.Layer.Convolution;
import io.maskstream.trainer.network.Layer.PixelShuffle;
import io.maskstream.trainer.network.Layer.TransposedConvolution;
import io.maskstream.trainer.network.Layer.Upsampling;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** The layers in PyTorch's operations, over values [N, C, H, W] that lie channels last. */
final class TorchLayers {
    /** Share of the batch's statistics that goes into the moving ones. */
    static final double MOMENTUM = 0.05;

    private static final long[] NO_DILATION = {1, 1};

    private TorchLayers() {}

    static Tensor apply(Layer layer, List<Tensor> inputs) {
        if (layer instanceof Upsampling upsampling) {
            return upsample(upsampling, inputs.get(0));
        }
        if (layer instanceof Addition) {
            Tensor sum = inputs.get(0);
            for (Tensor input : inputs.subList(1, inputs.size())) {
                sum = sum.add(input);
            }
            return sum;
        }
        if (layer instanceof Concatenation) {
            return torch.cat(new TensorVector(inputs.toArray(new Tensor[0])), 1);
        }
        if (layer instanceof PixelShuffle) {
            return torch.pixel_shuffle(inputs.get(0), 2);
        }
        throw new IllegalArgumentException("%s has weights".formatted(layer.name()));
    }

    private static Tensor upsample(Upsampling layer, Tensor input) {
        Tensor doubled = torch.upsample_nearest2d(input, 2 * input.size(2), 2 * input.size(3));
        return doubled.narrow(2, 0, layer.height()).narrow(3, 0, layer.width());
    }

    static Tensor convolve(Convolution layer, Tensor input, Tensor kernel, TensorOptional bias) {
        int vertical = layer.totalPadding((int) input.size(2));
        int horizontal = layer.totalPadding((int) input.size(3));
        int top = vertical / 2;
        int left = horizontal / 2;
        long[] stride = {layer.stride(), layer.stride()};
        if (vertical == 2 * top && horizontal == 2 * left) {
            return torch.conv2d(input, kernel, bias, stride, new long[] {top, left}, NO_DILATION, layer.groups());
        }
        Tensor padded = torch.constant_pad_nd(
                input, new long[] {left, horizontal - left, top, vertical - top}, new Scalar(0.0));
        return torch.conv2d(padded, kernel, bias, stride, new long[] {0, 0}, NO_DILATION, layer.groups());
    }

    static Tensor convolveTransposed(TransposedConvolution layer, Tensor input, Tensor kernel, TensorOptional bias) {
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

    /** Moves {@code mean} and {@code variance} in place when training. */
    static Tensor normalise(Tensor input, Tensor gamma, Tensor beta, Tensor mean, Tensor variance, boolean training) {
        return torch.batch_norm(
                input,
                new TensorOptional(gamma),
                new TensorOptional(beta),
                new TensorOptional(mean),
                new TensorOptional(variance),
                training,
                MOMENTUM,
                WeightNames.EPSILON,
                false);
    }
}
