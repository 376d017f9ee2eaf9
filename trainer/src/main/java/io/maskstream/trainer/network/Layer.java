package io.maskstream.trainer.network;

/** A layer with 'same' padding, as Keras defines it: the output is the input's size divided, or multiplied, by the stride. */
public sealed interface Layer {
    /** Unique in a network; Keras' own. */
    String name();

    /** Channels in. */
    int inputs();

    /** Channels out. */
    int outputs();

    /** Edge of the square kernel, odd. */
    int kernel();

    int stride();

    Activation activation();

    /** Output size along one axis. */
    int outputSize(int inputSize);

    /** Shape of the kernel, in PyTorch's order. */
    long[] kernelShape();

    /** Weights and biases. */
    default long parameters() {
        return (long) inputs() * outputs() * kernel() * kernel() + outputs();
    }

    /** What follows the sum. */
    enum Activation {
        RELU,
        /** Over the channels; left to the loss in training, and written into the graph at export. */
        SOFTMAX
    }

    /** Keras' {@code Conv2D}; kernel [out, in, k, k]. */
    record Convolution(String name, int inputs, int outputs, int kernel, int stride, Activation activation)
            implements Layer {
        @Override
        public int outputSize(int inputSize) {
            return (inputSize + stride - 1) / stride;
        }

        @Override
        public long[] kernelShape() {
            return new long[] {outputs, inputs, kernel, kernel};
        }

        /** Zeros before and after each axis together; TensorFlow puts the smaller half before. */
        public int totalPadding(int inputSize) {
            return Math.max((outputSize(inputSize) - 1) * stride + kernel - inputSize, 0);
        }
    }

    /** Keras' {@code Conv2DTranspose}; kernel [in, out, k, k]. */
    record TransposedConvolution(String name, int inputs, int outputs, int kernel, int stride, Activation activation)
            implements Layer {
        public TransposedConvolution {
            if (kernel < stride) {
                throw new IllegalArgumentException(
                        "%s has a kernel of %d and a stride of %d: a smaller kernel would leave gaps"
                                .formatted(name, kernel, stride));
            }
        }

        @Override
        public int outputSize(int inputSize) {
            return inputSize * stride;
        }

        @Override
        public long[] kernelShape() {
            return new long[] {inputs, outputs, kernel, kernel};
        }

        /** Rows cut off the full result before and after each axis together; the smaller half before. */
        public int totalCropping() {
            return Math.max(kernel - stride, 0);
        }
    }
}
