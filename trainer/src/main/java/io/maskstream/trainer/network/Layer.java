package io.maskstream.trainer.network;

import java.util.List;

/** One operation of a network, without its place in it: see {@link NetworkDefinition.Step} for where its input comes from. */
public sealed interface Layer {
    /** Unique in a network; also the name of the value that it gives. */
    String name();

    /**
     * Shape of the output.
     *
     * @throws IllegalArgumentException with a sentence where it does not take inputs of these shapes
     */
    Shape output(List<Shape> inputs);

    /** Numbers that training changes. */
    default long parameters() {
        return 0;
    }

    /** What follows a sum. */
    enum Activation {
        NONE,
        RELU,
        /** Over the channels; left to the loss in training, and written into the graph at export. */
        SOFTMAX
    }

    /**
     * A layer of a kernel and biases, with 'same' padding as Keras defines it: the output is the input's size divided, or
     * multiplied, by the stride.
     */
    sealed interface Weighted extends Layer {
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

        /**
         * Whether batch normalisation takes the place of the biases (Ioffe and Szegedy, 2015): a factor and a shift for each
         * channel, which export folds into kernel and biases.
         */
        default boolean normalised() {
            return false;
        }

        /** Products for each place of the output. */
        default long productsPerPlace() {
            long product = 1;
            for (long size : kernelShape()) {
                product *= size;
            }
            return product;
        }

        @Override
        default long parameters() {
            return productsPerPlace() + (normalised() ? 2L : 1L) * outputs();
        }

        @Override
        default Shape output(List<Shape> inputs) {
            Shape input = only(this, inputs);
            if (input.channels() != inputs()) {
                throw new IllegalArgumentException(
                        "layer %s takes %d channels, not %d".formatted(name(), inputs(), input.channels()));
            }
            return new Shape(outputs(), outputSize(input.height()), outputSize(input.width()));
        }
    }

    /**
     * Keras' {@code Conv2D}; kernel [out, in / groups, k, k].
     *
     * @param groups 1, or as many as channels for Keras' {@code DepthwiseConv2D}
     */
    record Convolution(
            String name,
            int inputs,
            int outputs,
            int kernel,
            int stride,
            int groups,
            boolean normalised,
            Activation activation)
            implements Weighted {
        public Convolution {
            if (groups < 1 || inputs % groups != 0 || outputs % groups != 0) {
                throw new IllegalArgumentException("%s has %d groups, which do not divide %d and %d channels"
                        .formatted(name, groups, inputs, outputs));
            }
        }

        /** Of biases and one group. */
        public Convolution(String name, int inputs, int outputs, int kernel, int stride, Activation activation) {
            this(name, inputs, outputs, kernel, stride, 1, false, activation);
        }

        @Override
        public int outputSize(int inputSize) {
            return (inputSize + stride - 1) / stride;
        }

        @Override
        public long[] kernelShape() {
            return new long[] {outputs, inputs / groups, kernel, kernel};
        }

        /** Zeros before and after each axis together; TensorFlow puts the smaller half before. */
        public int totalPadding(int inputSize) {
            return Math.max((outputSize(inputSize) - 1) * stride + kernel - inputSize, 0);
        }
    }

    /** Keras' {@code Conv2DTranspose}; kernel [in, out, k, k]. */
    record TransposedConvolution(String name, int inputs, int outputs, int kernel, int stride, Activation activation)
            implements Weighted {
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

    /** Each value becomes a square of two by two alike; what is over the wanted size is cut off below and to the right. */
    record Upsampling(String name, int height, int width) implements Layer {
        @Override
        public Shape output(List<Shape> inputs) {
            Shape input = only(this, inputs);
            if ((height + 1) / 2 != input.height() || (width + 1) / 2 != input.width()) {
                throw new IllegalArgumentException(
                        "layer %s doubles to %d x %d, which %s is not half of".formatted(name, height, width, input));
            }
            return new Shape(input.channels(), height, width);
        }
    }

    /** Sums of values of one shape. */
    record Addition(String name) implements Layer {
        @Override
        public Shape output(List<Shape> inputs) {
            if (inputs.size() < 2 || inputs.stream().distinct().count() != 1) {
                throw new IllegalArgumentException("layer %s cannot add %s".formatted(name, inputs));
            }
            return inputs.get(0);
        }
    }

    /** Channels one after the other. */
    record Concatenation(String name) implements Layer {
        @Override
        public Shape output(List<Shape> inputs) {
            if (inputs.stream()
                            .map(input -> new Shape(0, input.height(), input.width()))
                            .distinct()
                            .count()
                    != 1) {
                throw new IllegalArgumentException("layer %s cannot put %s together".formatted(name, inputs));
            }
            int channels = inputs.stream().mapToInt(Shape::channels).sum();
            return new Shape(channels, inputs.get(0).height(), inputs.get(0).width());
        }
    }

    /**
     * Four channels become one of twice the height and width: channel {@code 4c + 2y + x} holds the values of rows of phase y and
     * columns of phase x (Shi et al., "Real-time single image and video super-resolution", 2016).
     */
    record PixelShuffle(String name) implements Layer {
        @Override
        public Shape output(List<Shape> inputs) {
            Shape input = only(this, inputs);
            if (input.channels() % 4 != 0) {
                throw new IllegalArgumentException(
                        "layer %s takes channels by fours, not %d".formatted(name, input.channels()));
            }
            return new Shape(input.channels() / 4, 2 * input.height(), 2 * input.width());
        }
    }

    private static Shape only(Layer layer, List<Shape> inputs) {
        if (inputs.size() != 1) {
            throw new IllegalArgumentException(
                    "layer %s takes one input, not %d".formatted(layer.name(), inputs.size()));
        }
        return inputs.get(0);
    }
}
