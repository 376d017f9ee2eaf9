package io.maskstream.trainer.graph;

import io.maskstream.trainer.network.WeightArray;

/**
 * A convolution's kernel in ONNX' order [out, in, height, width], and where it lies over its input.
 *
 * @param above zero rows that it needs above the input; {@code left}, {@code below} and {@code right} likewise
 */
@SuppressWarnings("ArrayRecordComponent") // weights are handed on, not copied
record Kernel(
        int outputs, int inputs, int height, int width, int above, int left, int below, int right, float[] values) {

    /** A convolution as it is, with the padding that it was trained with. */
    static Kernel ofConvolution(WeightArray array, int above, int left, int below, int right) {
        return new Kernel(
                size(array, 0),
                size(array, 1),
                size(array, 2),
                size(array, 3),
                above,
                left,
                below,
                right,
                array.values());
    }

    /**
     * A transposed convolution of stride 1 as the convolution that gives the same: kernel turned by 180°, channels swapped.
     *
     * @param array [in, out, k, k]
     * @param cropping rows cut off the full result at each side
     */
    static Kernel ofTransposed(WeightArray array, int cropping) {
        int inputs = size(array, 0);
        int outputs = size(array, 1);
        int edge = size(array, 2);
        int padding = edge - 1 - cropping;
        var kernel = zeros(outputs, inputs, edge, edge, padding, padding, padding, padding);
        for (int out = 0; out < outputs; out++) {
            for (int in = 0; in < inputs; in++) {
                for (int y = 0; y < edge; y++) {
                    for (int x = 0; x < edge; x++) {
                        kernel.values[kernel.index(out, in, y, x)] =
                                array.values()[((in * outputs + out) * edge + edge - 1 - y) * edge + edge - 1 - x];
                    }
                }
            }
        }
        return kernel;
    }

    /**
     * The convolution that gives one of the four phases of a transposed convolution of stride 2, see {@link Phase}.
     *
     * @param array [in, out, k, k]
     * @param before rows cut off the full result above and to the left
     */
    static Kernel ofSubPixel(WeightArray array, int before, int rowPhase, int columnPhase) {
        int inputs = size(array, 0);
        int outputs = size(array, 1);
        int edge = size(array, 2);
        Phase rows = Phase.of(edge, before, rowPhase);
        Phase columns = Phase.of(edge, before, columnPhase);
        var kernel = zeros(
                outputs,
                inputs,
                rows.indices().length,
                columns.indices().length,
                rows.paddingBefore(),
                columns.paddingBefore(),
                rows.paddingAfter(),
                columns.paddingAfter());
        for (int out = 0; out < outputs; out++) {
            for (int in = 0; in < inputs; in++) {
                for (int y = 0; y < kernel.height; y++) {
                    for (int x = 0; x < kernel.width; x++) {
                        kernel.values[kernel.index(out, in, y, x)] = array.values()[
                                ((in * outputs + out) * edge + (int) rows.indices()[y]) * edge
                                        + (int) columns.indices()[x]];
                    }
                }
            }
        }
        return kernel;
    }

    /**
     * This stride-1 convolution for an image that lies as its four phases, one after the other in the channels as
     * {@code DepthToSpace} takes them, and whose result shall lie the same way.
     */
    Kernel inPhases() {
        int top = Math.floorDiv(-above, 2);
        int bottom = Math.floorDiv(1 + height - 1 - above, 2);
        int leftmost = Math.floorDiv(-left, 2);
        int rightmost = Math.floorDiv(1 + width - 1 - left, 2);
        var kernel = zeros(
                4 * outputs,
                4 * inputs,
                bottom - top + 1,
                rightmost - leftmost + 1,
                -top,
                -leftmost,
                bottom,
                rightmost);
        for (int phase = 0; phase < 4; phase++) {
            for (int y = 0; y < height; y++) {
                int row = phase / 2 + y - above;
                for (int x = 0; x < width; x++) {
                    int column = phase % 2 + x - left;
                    int from = Math.floorMod(row, 2) * 2 + Math.floorMod(column, 2);
                    int blockRow = Math.floorDiv(row, 2) - top;
                    int blockColumn = Math.floorDiv(column, 2) - leftmost;
                    for (int out = 0; out < outputs; out++) {
                        for (int in = 0; in < inputs; in++) {
                            int target = kernel.index(phase * outputs + out, from * inputs + in, blockRow, blockColumn);
                            kernel.values[target] = values[index(out, in, y, x)];
                        }
                    }
                }
            }
        }
        return kernel;
    }

    Kernel times(double factor) {
        float[] scaled = new float[values.length];
        for (int index = 0; index < values.length; index++) {
            scaled[index] = (float) (values[index] * factor);
        }
        return new Kernel(outputs, inputs, height, width, above, left, below, right, scaled);
    }

    private static Kernel zeros(
            int outputs, int inputs, int height, int width, int above, int left, int below, int right) {
        float[] values = new float[Math.multiplyExact(outputs * inputs, height * width)];
        return new Kernel(outputs, inputs, height, width, above, left, below, right, values);
    }

    private int index(int out, int in, int y, int x) {
        return ((out * inputs + in) * height + y) * width + x;
    }

    private static int size(WeightArray array, int axis) {
        return Math.toIntExact(array.shape().get(axis));
    }
}
