package io.maskstream.trainer.pytorch;

import io.maskstream.trainer.network.Layer.Activation;
import io.maskstream.trainer.network.Layer.Convolution;
import io.maskstream.trainer.network.Layer.Weighted;

/**
 * Keras' layers with 'same' padding written down naively, in loops and doubles, to compare with.
 *
 * <p>A convolution's output has {@code ceil(size / stride)} places, and its window begins {@code floor(padding / 2)} before the
 * image. A transposed convolution is the way back through the convolution of the same stride and kernel that would lead from
 * its output to its input.
 */
final class KerasReference {
    private KerasReference() {}

    /** An image as {@code values[channel][row][column]}. */
    @SuppressWarnings("ArrayRecordComponent") // read and written in the loops of this file
    record Planes(double[][][] values) {
        static Planes zeros(int channels, int height, int width) {
            return new Planes(new double[channels][height][width]);
        }

        int height() {
            return values[0].length;
        }

        int width() {
            return values[0][0].length;
        }
    }

    static Planes apply(Weighted layer, Planes input, float[] kernel, float[] bias) {
        Planes output = layer instanceof Convolution
                ? convolution(layer, input, kernel)
                : transposedConvolution(layer, input, kernel);
        for (int channel = 0; channel < layer.outputs(); channel++) {
            for (double[] row : output.values()[channel]) {
                for (int x = 0; x < row.length; x++) {
                    double sum = row[x] + bias[channel];
                    row[x] = layer.activation() == Activation.RELU ? Math.max(sum, 0) : sum;
                }
            }
        }
        return output;
    }

    private static Planes convolution(Weighted layer, Planes input, float[] kernel) {
        int stride = layer.stride();
        int height = (input.height() + stride - 1) / stride;
        int width = (input.width() + stride - 1) / stride;
        int top = before(height, input.height(), layer);
        int left = before(width, input.width(), layer);
        Planes output = Planes.zeros(layer.outputs(), height, width);
        int edge = layer.kernel();
        for (int out = 0; out < layer.outputs(); out++) {
            for (int in = 0; in < layer.inputs(); in++) {
                for (int y = 0; y < height; y++) {
                    for (int x = 0; x < width; x++) {
                        for (int tap = 0; tap < edge * edge; tap++) {
                            int row = y * stride + tap / edge - top;
                            int column = x * stride + tap % edge - left;
                            if (row >= 0 && row < input.height() && column >= 0 && column < input.width()) {
                                output.values()[out][y][x] += input.values()[in][row][column]
                                        * kernel[(out * layer.inputs() + in) * edge * edge + tap];
                            }
                        }
                    }
                }
            }
        }
        return output;
    }

    private static Planes transposedConvolution(Weighted layer, Planes input, float[] kernel) {
        int stride = layer.stride();
        int height = input.height() * stride;
        int width = input.width() * stride;
        int top = before(input.height(), height, layer);
        int left = before(input.width(), width, layer);
        Planes output = Planes.zeros(layer.outputs(), height, width);
        int edge = layer.kernel();
        for (int out = 0; out < layer.outputs(); out++) {
            for (int in = 0; in < layer.inputs(); in++) {
                for (int y = 0; y < input.height(); y++) {
                    for (int x = 0; x < input.width(); x++) {
                        for (int tap = 0; tap < edge * edge; tap++) {
                            int row = y * stride + tap / edge - top;
                            int column = x * stride + tap % edge - left;
                            if (row >= 0 && row < height && column >= 0 && column < width) {
                                output.values()[out][row][column] += input.values()[in][y][x]
                                        * kernel[(in * layer.outputs() + out) * edge * edge + tap];
                            }
                        }
                    }
                }
            }
        }
        return output;
    }

    /** Zeros before a large side that a convolution takes to a small one. */
    private static int before(int small, int large, Weighted layer) {
        return Math.max((small - 1) * layer.stride() + layer.kernel() - large, 0) / 2;
    }
}
