package io.maskstream.schemas.mask;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Masks for the tests, the same in every run. */
final class Samples {
    private Samples() {}

    /** Classes in patches, as in a real mask, with single pixels of noise. */
    static ClassMask mask(int width, int height, int classes, long seed) {
        var random = new Random(seed);
        byte[] ids = new byte[width * height];
        for (int i = 0; i < ids.length; i++) {
            boolean fresh = i == 0 || random.nextInt(6) == 0;
            ids[i] = fresh ? (byte) random.nextInt(classes) : ids[i - 1];
        }
        return new ClassMask(width, height, ids);
    }

    static List<Integer> palette(int colours) {
        return IntStream.range(0, colours)
                .map(i -> (i * 0x010203 ^ 0x204060) & 0xFFFFFF)
                .boxed()
                .toList();
    }
}
