package io.maskstream.trainer.pytorch;

import io.maskstream.trainer.network.Layer;
import io.maskstream.trainer.network.Layer.Addition;
import io.maskstream.trainer.network.Layer.Concatenation;
import io.maskstream.trainer.network.Layer.Convolution;
import io.maskstream.trainer.network.Layer.PixelShuffle;
import io.maskstream.trainer.network.Layer.TransposedConvolution;
import io.maskstream.trainer.network.Layer.Upsampling;
import io.maskstream.trainer.network.WeightNames;
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

    /** @param mirrored whether image and kernel lie turned by half a turn */
    static Tensor convolve(Convolution layer, Tensor input, Tensor kernel, TensorOptional bias, boolean mirrored) {
        if (layer.groups() > 1 && input.is_cuda()) {
            // cuDNN is tens of times slower with groups channels last
            // (https://github.com/pytorch/pytorch/issues/34977).
            return convolveAsTheyLie(layer, input.contiguous(), kernel.contiguous(), bias, mirrored);
        }
        return convolveAsTheyLie(layer, input, kernel, bias, mirrored);
    }

    private static Tensor convolveAsTheyLie(
            Convolution layer, Tensor input, Tensor kernel, TensorOptional bias, boolean mirrored) {
        Edge rows = Edge.of(layer, (int) input.size(2), mirrored);
        Edge columns = Edge.of(layer, (int) input.size(3), mirrored);
        long[] stride = {layer.stride(), layer.stride()};
        if (rows.alike() && columns.alike()) {
            long[] padding = {rows.before(), columns.before()};
            return torch.conv2d(input, kernel, bias, stride, padding, NO_DILATION, layer.groups());
        }
        long[] padding = {columns.before(), columns.after(), rows.before(), rows.after()};
        Tensor padded = torch.constant_pad_nd(input, padding, new Scalar(0.0));
        return torch.conv2d(padded, kernel, bias, stride, new long[] {0, 0}, NO_DILATION, layer.groups());
    }

    /**
     * Zeros at the two ends of an axis; what is below nothing is cut off.
     *
     * @param alike whether as many at the second end as at the first give the same places of the kernel
     */
    private record Edge(long before, long after, boolean alike) {
        static Edge of(Convolution layer, int size, boolean mirrored) {
            int outputs = layer.outputSize(size);
            int small = layer.totalPadding(size) / 2;
            int rest = (outputs - 1) * layer.stride() + layer.kernel() - size - small;
            int before = mirrored ? rest : small;
            int places = Math.floorDiv(size + 2 * before - layer.kernel(), layer.stride()) + 1;
            return new Edge(before, mirrored ? small : rest, before >= 0 && places == outputs);
        }
    }

    /** @param mirrored whether image and kernel lie turned by half a turn */
    static Tensor convolveTransposed(
            TransposedConvolution layer, Tensor input, Tensor kernel, TensorOptional bias, boolean mirrored) {
        int height = layer.outputSize((int) input.size(2));
        int width = layer.outputSize((int) input.size(3));
        int small = layer.totalCropping() / 2;
        int before = mirrored ? layer.totalCropping() - small : small;
        // Places that are too many at the second end, or, below nothing, too few
        int over = layer.totalCropping() - 2 * before;
        long[] stride = {layer.stride(), layer.stride()};
        long[] padding = {before, before};
        long[] more = {Math.max(0, -over), Math.max(0, -over)};
        Tensor full = torch.conv_transpose2d(input, kernel, bias, stride, padding, more, 1, NO_DILATION);
        return over > 0 ? full.narrow(2, 0, height).narrow(3, 0, width) : full;
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
