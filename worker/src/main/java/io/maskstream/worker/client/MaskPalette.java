package io.maskstream.worker.client;

import io.maskstream.imaging.Palette;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The colours of classes, as an indexed PNG carries them. */
final class MaskPalette {
    private static final int SIGNATURE_BYTES = 8;
    /** A chunk's length, type and checksum. */
    private static final int CHUNK_BYTES = 12;

    private static final int PALETTE_CHUNK = 0x504c5445; // "PLTE"
    /** Where a mask brings none. */
    private static final List<Integer> COLOURS =
            List.of(0x000000, 0xe6194b, 0x3cb44b, 0xffe119, 0x4363d8, 0xf58231, 0x911eb4, 0x42d4f4, 0xf032e6, 0xbfef45);

    private MaskPalette() {}

    /** Ten colours that are easily told apart, over and over. */
    static List<Integer> ofOurs(int classes) {
        var colours = new ArrayList<Integer>();
        for (int id = 0; id < Math.max(1, classes); id++) {
            colours.add(COLOURS.get(id % COLOURS.size()));
        }
        return colours;
    }

    /** The palette of a PNG that has been decoded, so is well-formed; ours where it has none. */
    static Palette of(byte[] png) {
        return new Palette(read(png).orElseGet(() -> ofOurs(COLOURS.size())));
    }

    private static Optional<List<Integer>> read(byte[] png) {
        var chunks = ByteBuffer.wrap(png).position(SIGNATURE_BYTES);
        while (chunks.remaining() >= CHUNK_BYTES) {
            int length = chunks.getInt();
            int type = chunks.getInt();
            if (length < 0 || length > chunks.remaining() - 4) {
                break;
            }
            if (type == PALETTE_CHUNK && length >= 3) {
                var colours = new ArrayList<Integer>();
                for (int i = 0; i + 2 < length; i += 3) {
                    colours.add(((chunks.get() & 0xff) << 16) | ((chunks.get() & 0xff) << 8) | (chunks.get() & 0xff));
                }
                return Optional.of(colours);
            }
            chunks.position(chunks.position() + length + 4);
        }
        return Optional.empty();
    }
}
