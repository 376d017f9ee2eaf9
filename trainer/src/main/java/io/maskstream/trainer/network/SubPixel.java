package io.maskstream.trainer.network;

import io.maskstream.trainer.network.Layer.TransposedConvolution;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * A transposed convolution of stride 2 as four convolutions of the small image, put together like a chequerboard.
 *
 * <p>The same sums as PyTorch's own, which reaches a quarter of the speed of a convolution there.
 */
final class SubPixel {
    private SubPixel() {}

    /**
     * @param input [N, in, H, W]
     * @param kernel [in, out, k, k]
     * @return [N, out, 2H, 2W], channels last
     */
    static Tensor apply(TransposedConvolution layer, Tensor input, Tensor kernel, TensorOptional bias) {
        int before = layer.totalCropping() / 2;
        var rows = new TensorVector();
        for (int vertical = 0; vertical < 2; vertical++) {
            Phase row = Phase.of(layer.kernel(), before, vertical);
            Tensor selected = kernel.index_select(2, Tensor.create(row.indices()));
            var columns = new TensorVector();
            for (int horizontal = 0; horizontal < 2; horizontal++) {
                Phase column = Phase.of(layer.kernel(), before, horizontal);
                Tensor taps = selected.index_select(3, Tensor.create(column.indices()));
                columns.push_back(phase(input, taps, bias, row, column));
            }
            rows.push_back(interleaved(columns, 3));
        }
        return interleaved(rows, 2).permute(0, 3, 1, 2);
    }

    /** One phase, [N, H, W, out]. */
    private static Tensor phase(Tensor input, Tensor taps, TensorOptional bias, Phase row, Phase column) {
        long[] padding = {column.paddingBefore(), column.paddingAfter(), row.paddingBefore(), row.paddingAfter()};
        Tensor padded = padding[0] + padding[1] + padding[2] + padding[3] == 0
                ? input
                : torch.constant_pad_nd(input, padding, new Scalar(0.0));
        return torch.conv2d(
                        padded,
                        taps.transpose(0, 1).contiguous(torch.MemoryFormat.ChannelsLast),
                        bias,
                        new long[] {1, 1},
                        new long[] {0, 0},
                        new long[] {1, 1},
                        1)
                .permute(0, 2, 3, 1);
    }

    /** Takes turns between two images [N, H, W, C] along an axis, 1 for rows, 2 for columns, which becomes twice as long. */
    private static Tensor interleaved(TensorVector pair, long inner) {
        Tensor stacked = torch.stack(pair, inner);
        long axis = inner - 1;
        long[] shape = new long[4];
        for (int index = 0; index < 4; index++) {
            shape[index] = stacked.size(index < inner ? index : index + 1);
        }
        shape[(int) axis] *= 2;
        return stacked.reshape(shape);
    }
}
