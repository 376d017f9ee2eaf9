package io.maskstream.trainer.network;

import java.util.List;

/**
 * A kernel or bias outside PyTorch.
 *
 * @param values in row-major order, not copied
 */
@SuppressWarnings("ArrayRecordComponent") // millions of weights are handed on, not copied
public record WeightArray(List<Long> shape, float[] values) {
    public WeightArray {
        shape = List.copyOf(shape);
        long count = shape.stream().reduce(1L, (left, right) -> left * right);
        if (count != values.length) {
            throw new IllegalArgumentException(
                    "shape %s holds %d values, not %d".formatted(shape, count, values.length));
        }
    }
}
