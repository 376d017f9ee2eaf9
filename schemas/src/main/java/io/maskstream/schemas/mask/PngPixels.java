package io.maskstream.schemas.mask;

import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Unpacks a PNG's pixels row by row: inflate, undo the filter, split the bits (PNG specification, sections 7, 9 and 10). */
final class PngPixels {
    /** Deflate packs at most 258 bytes in 2 bits, so no byte unpacks to more than this. */
    private static final long LARGEST_RATIO = 1032;

    private final int width;
    private final int height;
    private final int bitDepth;
    private final int validIds;

    PngPixels(int width, int height, int bitDepth, int validIds) {
        this.width = width;
        this.height = height;
        this.bitDepth = bitDepth;
        this.validIds = validIds;
    }

    /** @param imageData what the IDAT chunks hold, one zlib stream together */
    byte[] unpack(List<ByteBuffer> imageData) throws MaskFormatException {
        int rowBytes = (int) (((long) width * bitDepth + 7) / 8);
        long packed = imageData.stream().mapToLong(ByteBuffer::remaining).sum();
        if ((1L + rowBytes) * height > packed * LARGEST_RATIO) {
            throw new MaskFormatException("the PNG ends early: its %d bytes of pixels cannot make %d x %d of them"
                    .formatted(packed, width, height));
        }
        byte[] ids = new byte[width * height];
        var inflater = new Inflater();
        try {
            var chunks = imageData.iterator();
            byte[] above = new byte[1 + rowBytes];
            byte[] row = new byte[1 + rowBytes];
            for (int y = 0; y < height; y++) {
                if (inflate(inflater, chunks, row) < row.length) {
                    throw new MaskFormatException(
                            "the PNG ends early: its pixels stop in row %d of %d".formatted(y + 1, height));
                }
                unfilter(row, above);
                split(row, ids, y * width);
                byte[] swap = above;
                above = row;
                row = swap;
            }
            if (inflate(inflater, chunks, new byte[1]) > 0) {
                throw new MaskFormatException("the PNG has more pixels than its header says");
            }
            if (!inflater.finished()) {
                throw new MaskFormatException("the PNG ends early: the checksum of its pixels is missing");
            }
        } catch (DataFormatException e) {
            throw new MaskFormatException("the PNG is damaged: its pixels cannot be unpacked", e);
        } finally {
            inflater.end();
        }
        return ids;
    }

    /** Fills the target as far as the data reach. */
    private static int inflate(Inflater inflater, Iterator<ByteBuffer> chunks, byte[] target)
            throws DataFormatException {
        int filled = 0;
        while (filled < target.length && !inflater.finished() && !inflater.needsDictionary()) {
            filled += inflater.inflate(target, filled, target.length - filled);
            if (filled < target.length && inflater.needsInput()) {
                if (!chunks.hasNext()) {
                    break;
                }
                inflater.setInput(chunks.next());
            }
        }
        return filled;
    }

    /** Undoes the filter that the row's first byte names. A pixel is a byte or less, so "left" is one byte away. */
    private static void unfilter(byte[] row, byte[] above) throws MaskFormatException {
        above[0] = 0; // what is left of a row counts as 0
        int filter = row[0];
        row[0] = 0;
        switch (filter) {
            case 0 -> {}
            case 1 -> {
                for (int i = 1; i < row.length; i++) {
                    row[i] += row[i - 1];
                }
            }
            case 2 -> {
                for (int i = 1; i < row.length; i++) {
                    row[i] += above[i];
                }
            }
            case 3 -> {
                for (int i = 1; i < row.length; i++) {
                    row[i] += (byte) (((row[i - 1] & 0xFF) + (above[i] & 0xFF)) / 2);
                }
            }
            case 4 -> {
                for (int i = 1; i < row.length; i++) {
                    row[i] += (byte) paeth(row[i - 1] & 0xFF, above[i] & 0xFF, above[i - 1] & 0xFF);
                }
            }
            default ->
                throw new MaskFormatException(
                        "the PNG is damaged: a row has the filter %d, but there are 0 to 4".formatted(filter & 0xFF));
        }
    }

    private static int paeth(int left, int above, int aboveLeft) {
        int estimate = left + above - aboveLeft;
        int toLeft = Math.abs(estimate - left);
        int toAbove = Math.abs(estimate - above);
        int toAboveLeft = Math.abs(estimate - aboveLeft);
        if (toLeft <= toAbove && toLeft <= toAboveLeft) {
            return left;
        }
        return toAbove <= toAboveLeft ? above : aboveLeft;
    }

    private void split(byte[] row, byte[] ids, int target) throws MaskFormatException {
        int bits = (1 << bitDepth) - 1;
        int source = 0;
        int shift = 0;
        for (int end = target + width; target < end; target++) {
            if (shift == 0) {
                source++;
                shift = 8;
            }
            shift -= bitDepth;
            int id = (row[source] >> shift) & bits;
            if (id >= validIds) {
                throw new MaskFormatException(
                        "the PNG has the pixel value %d, but only %d colours".formatted(id, validIds));
            }
            ids[target] = (byte) id;
        }
    }
}
