package io.maskstream.imaging;

import java.nio.ByteBuffer;

/** From a model's probabilities to class ids at an image's own size, with smooth edges. */
public final class Probabilities {
    private static final int FRACTION_BITS = 11;
    private static final int ONE = 1 << FRACTION_BITS;

    private Probabilities() {}

    /**
     * Enlarges each class' probability bilinearly, with half-pixel centres and the border repeated, and takes the likeliest
     * class of each pixel.
     *
     * @param probabilities uint8, {@code height * width * classes} from the buffer's position, which does not move
     * @return {@code newHeight * newWidth} class ids, unsigned; of equally likely classes the lowest
     */
    public static byte[] argMaxEnlarged(
            ByteBuffer probabilities, int height, int width, int classes, int newWidth, int newHeight) {
        byte[] copy = new byte[Math.multiplyExact(Math.multiplyExact(height, width), classes)];
        if (probabilities.remaining() < copy.length) {
            throw new IllegalArgumentException(
                    "the buffer holds %d probabilities, not %d".formatted(probabilities.remaining(), copy.length));
        }
        probabilities.get(probabilities.position(), copy);
        return argMaxEnlarged(copy, height, width, classes, newWidth, newHeight);
    }

    /** As {@link #argMaxEnlarged(ByteBuffer, int, int, int, int, int)}, of an array. */
    public static byte[] argMaxEnlarged(
            byte[] probabilities, int height, int width, int classes, int newWidth, int newHeight) {
        if (height < 1 || width < 1 || classes < 1 || classes > 256 || newWidth < 1 || newHeight < 1) {
            throw new IllegalArgumentException("%d x %d probabilities of %d classes cannot become %d x %d"
                    .formatted(width, height, classes, newWidth, newHeight));
        }
        if (probabilities.length != height * width * classes) {
            throw new IllegalArgumentException(
                    "%d x %d x %d probabilities are not %d".formatted(width, height, classes, probabilities.length));
        }
        var rows = new Axis(height, newHeight);
        var columns = new Axis(width, newWidth);
        byte[] ids = new byte[newWidth * newHeight];
        int[] row = new int[width * classes];
        int[] winners = new int[width];
        for (int y = 0; y < newHeight; y++) {
            blendRows(probabilities, rows.first[y], rows.second[y], rows.weight[y], row);
            findWinners(row, classes, winners);
            fillRow(row, winners, classes, columns, ids, y * newWidth);
        }
        return ids;
    }

    private static void blendRows(byte[] probabilities, int first, int second, int weight, int[] row) {
        int upper = first * row.length;
        int lower = second * row.length;
        for (int i = 0; i < row.length; i++) {
            row[i] = (probabilities[upper + i] & 0xFF) * (ONE - weight) + (probabilities[lower + i] & 0xFF) * weight;
        }
    }

    private static void findWinners(int[] row, int classes, int[] winners) {
        for (int x = 0, at = 0; x < winners.length; x++, at += classes) {
            int winner = 0;
            for (int id = 1; id < classes; id++) {
                if (row[at + id] > row[at + winner]) {
                    winner = id;
                }
            }
            winners[x] = winner;
        }
    }

    /** Between two pixels of the same winner no other class can win, so only edges are worth computing: the result is exact. */
    private static void fillRow(int[] row, int[] winners, int classes, Axis columns, byte[] ids, int to) {
        for (int x = 0; x < columns.first.length; x++) {
            int left = columns.first[x];
            int right = columns.second[x];
            int winner = winners[left];
            if (winner != winners[right]) {
                winner = between(row, left * classes, right * classes, columns.weight[x], classes);
            }
            ids[to + x] = (byte) winner;
        }
    }

    /** At most 255 * 2^22, so an int holds it. */
    private static int between(int[] row, int left, int right, int weight, int classes) {
        int winner = 0;
        int most = -1;
        for (int id = 0; id < classes; id++) {
            int value = row[left + id] * (ONE - weight) + row[right + id] * weight;
            if (value > most) {
                most = value;
                winner = id;
            }
        }
        return winner;
    }

    /** For each new place along a side: the two old ones around it, and how much the second weighs, of {@link #ONE}. */
    private static final class Axis {
        private final int[] first;
        private final int[] second;
        private final int[] weight;

        Axis(int side, int newSide) {
            first = new int[newSide];
            second = new int[newSide];
            weight = new int[newSide];
            for (int i = 0; i < newSide; i++) {
                // (i + 0.5) * side / newSide - 0.5, in exact fractions of 2 * newSide
                long numerator = Math.max(0, (2L * i + 1) * side - newSide);
                long denominator = 2L * newSide;
                first[i] = (int) Math.min(side - 1L, numerator / denominator);
                second[i] = Math.min(side - 1, first[i] + 1);
                long rest = numerator % denominator;
                weight[i] = (int) ((rest * ONE + newSide) / denominator);
            }
        }
    }
}
