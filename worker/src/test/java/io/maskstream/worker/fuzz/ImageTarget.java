package io.maskstream.worker.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.maskstream.imaging.ImageDecoder;
import io.maskstream.imaging.ImageException;
import java.nio.ByteBuffer;

/** Any bytes are decoded or refused within what their header promises. */
public final class ImageTarget {
    private static final int MOST_PIXELS = 1_000_000;
    private static final int SIDE = 16;
    private static final ImageDecoder DECODER = new ImageDecoder(MOST_PIXELS);

    private ImageTarget() {}

    /** Throws where it is not so; the name is Jazzer's. */
    public static void fuzzerTestOneInput(byte[] input) throws Exception {
        var target = ByteBuffer.allocateDirect(SIDE * SIDE * 3);
        try {
            var image = DECODER.inspect(input);
            var header = image.header();
            assertThat((long) header.width() * header.height()).isBetween(1L, (long) MOST_PIXELS);
            assertThat(header.orientation()).isBetween(1, 8);
            assertThat(image.workingBytes(SIDE, SIDE)).isPositive();
            image.decodeInto(SIDE, SIDE, target);
            assertThat(target.position()).isEqualTo(SIDE * SIDE * 3);
        } catch (ImageException refused) {
            assertThat(refused.getMessage()).endsWith(".").doesNotContain("\n");
        }
    }
}
