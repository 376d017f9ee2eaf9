package io.maskstream.bench.model;

import ai.onnx.proto.OnnxMl.TensorProto;
import java.nio.ByteOrder;
import java.util.List;

/**
 * The arithmetic of the trainer's rewriting, backwards: from the kernels of the fast graph to those that were trained.
 *
 * <p>Every value is moved, none is changed, so what comes out is exactly what went in.
 */
final class Kernels {
    private static final int PHASES = 4;

    private Kernels() {}

    /** A kernel [first, second, height, width] and its values, row by row. */
    @SuppressWarnings("ArrayRecordComponent") // weights are handed on, not copied
    record Kernel(int first, int second, int height, int width, float[] values) {
        static Kernel of(TensorProto tensor) {
            return new Kernel(
                    (int) tensor.getDims(0),
                    (int) tensor.getDims(1),
                    (int) tensor.getDims(2),
                    (int) tensor.getDims(3),
                    Kernels.values(tensor));
        }

        static Kernel zeros(int first, int second, int height, int width) {
            return new Kernel(first, second, height, width, new float[first * second * height * width]);
        }

        float at(int one, int two, int y, int x) {
            return values[((one * second + two) * height + y) * width + x];
        }

        void set(int one, int two, int y, int x, float value) {
            values[((one * second + two) * height + y) * width + x] = value;
        }

        TensorProto tensor(String name) {
            return Onnx.floats(name, values, first, second, height, width);
        }

        Kernel times(double factor) {
            float[] scaled = new float[values.length];
            for (int index = 0; index < values.length; index++) {
                scaled[index] = (float) (values[index] * factor);
            }
            return new Kernel(first, second, height, width, scaled);
        }
    }

    static float[] values(TensorProto tensor) {
        var floats = tensor.getRawData()
                .asReadOnlyByteBuffer()
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer();
        float[] values = new float[floats.remaining()];
        floats.get(values);
        return values;
    }

    /** From the convolution [out, in, k, k] to the transposed convolution [in, out, k, k] of stride 1 that it stands for. */
    static Kernel turned(Kernel kernel) {
        int outputs = kernel.first;
        int inputs = kernel.second;
        var turned = Kernel.zeros(inputs, outputs, kernel.height, kernel.width);
        for (int out = 0; out < outputs; out++) {
            for (int in = 0; in < inputs; in++) {
                for (int y = 0; y < kernel.height; y++) {
                    for (int x = 0; x < kernel.width; x++) {
                        turned.set(in, out, kernel.height - 1 - y, kernel.width - 1 - x, kernel.at(out, in, y, x));
                    }
                }
            }
        }
        return turned;
    }

    /**
     * From the four phases [out, in, taps, taps] to the transposed convolution [in, out, k, k] of stride 2 that they stand for. Along
     * each axis tap t of phase p is the kernel's entry {@code p + before - 2 (first + t)}.
     */
    static Kernel together(List<Kernel> phases) {
        int edge = phases.get(0).height + phases.get(2).height;
        int before = (edge - 2) / 2;
        int outputs = phases.get(0).first;
        int inputs = phases.get(0).second;
        var whole = Kernel.zeros(inputs, outputs, edge, edge);
        for (int phase = 0; phase < PHASES; phase++) {
            Kernel part = phases.get(phase);
            for (int y = 0; y < part.height; y++) {
                int row = entry(edge, before, phase / 2, y);
                for (int x = 0; x < part.width; x++) {
                    int column = entry(edge, before, phase % 2, x);
                    for (int out = 0; out < outputs; out++) {
                        for (int in = 0; in < inputs; in++) {
                            whole.set(in, out, row, column, part.at(out, in, y, x));
                        }
                    }
                }
            }
        }
        return whole;
    }

    private static int entry(int edge, int before, int phase, int tap) {
        int first = Math.floorDiv(phase + before - edge + 2, 2);
        return phase + before - 2 * (first + tap);
    }

    /**
     * From the convolution [4 out, 4 in, 3, 3] over four phases to the one [out, in, 3, 3] over the image itself, padded by 1.
     *
     * @throws IllegalArgumentException where it is of another size, since the trainer's networks have kernels of 3
     */
    static Kernel outOfPhases(Kernel blocks) {
        int edge = 3;
        if (blocks.height != edge || blocks.width != edge) {
            throw new IllegalArgumentException("a kernel of %d x %d over phases is not one of the trainer's"
                    .formatted(blocks.height, blocks.width));
        }
        int outputs = blocks.first / PHASES;
        int inputs = blocks.second / PHASES;
        var kernel = Kernel.zeros(outputs, inputs, edge, edge);
        for (int y = 0; y < edge; y++) {
            for (int x = 0; x < edge; x++) {
                int row = y - 1;
                int column = x - 1;
                int from = Math.floorMod(row, 2) * 2 + Math.floorMod(column, 2);
                for (int out = 0; out < outputs; out++) {
                    for (int in = 0; in < inputs; in++) {
                        float value = blocks.at(
                                out, from * inputs + in, Math.floorDiv(row, 2) + 1, Math.floorDiv(column, 2) + 1);
                        kernel.set(out, in, y, x, value);
                    }
                }
            }
        }
        return kernel;
    }
}
