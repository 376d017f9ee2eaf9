package io.maskstream.trainer.precision;

/**
 * The values of a tensor, and the uint8 numbers that stand for them: {@code value = scale (number - zeroPoint)}.
 *
 * @param low 0 or less, so that 0 has a number of its own
 * @param high 0 or more
 */
record Range(double low, double high) {
    private static final int STEPS = 255;
    private static final double SMALLEST = 1e-8;

    /** Pixels, which are what they stand for. */
    static final Range PIXELS = new Range(0, STEPS);

    Range {
        low = Math.min(low, 0);
        high = Math.max(high, 0);
    }

    Range with(Range other) {
        return new Range(Math.min(low, other.low), Math.max(high, other.high));
    }

    Range times(double factor) {
        return new Range(factor * low, factor * high);
    }

    float scale() {
        return (float) (Math.max(high - low, SMALLEST) / STEPS);
    }

    /** 0 to 255. */
    int zeroPoint() {
        return (int) Math.max(0, Math.min(STEPS, Math.round(-low / scale())));
    }
}
