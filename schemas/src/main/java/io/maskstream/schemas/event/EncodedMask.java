package io.maskstream.schemas.event;

import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A mask on the wire: exactly one of {@code data}, {@code counts} and {@code uri} is set, as {@code encoding} says.
 *
 * @param encoding {@value #PNG}, {@value #COCO_RLE} or {@value #URI}
 * @param width in pixels, 1 or more
 * @param height in pixels, 1 or more
 * @param data Base64 (RFC 4648, section 4) of an indexed PNG, pixel value = class id
 * @param counts per class its COCO run lengths, column-major, first run is "class absent"
 * @param uri where the mask lies as an indexed PNG, whose name is the SHA-256 of its bytes
 */
public record EncodedMask(
        String encoding,
        int width,
        int height,
        @Nullable String data,
        @Nullable List<List<Integer>> counts,
        @Nullable String uri) {
    /** {@code encoding} of a mask whose {@code data} is a PNG. */
    public static final String PNG = "png";
    /** {@code encoding} of a mask whose {@code counts} are run lengths. */
    public static final String COCO_RLE = "coco-rle";
    /** {@code encoding} of a mask that lies as a PNG at {@code uri}. */
    public static final String URI = "uri";

    /** @throws IllegalArgumentException if the encoding is unknown, or not exactly its own field is set */
    public EncodedMask {
        Checks.text(encoding, "mask.encoding");
        Checks.atLeast(1, width, "mask.width");
        Checks.atLeast(1, height, "mask.height");
        Checks.check(
                List.of(PNG, COCO_RLE, URI).contains(encoding),
                "mask.encoding is not one of %s, %s and %s",
                PNG,
                COCO_RLE,
                URI);
        Checks.check((data != null) == encoding.equals(PNG), "mask.data is set exactly where mask.encoding is png");
        Checks.check(
                (counts != null) == encoding.equals(COCO_RLE),
                "mask.counts is set exactly where mask.encoding is coco-rle");
        Checks.check((uri != null) == encoding.equals(URI), "mask.uri is set exactly where mask.encoding is uri");
        counts = counts == null
                ? null
                : counts.stream()
                        .map(runs -> runLengths(Checks.present(runs, "an entry of mask.counts")))
                        .toList();
    }

    private static List<Integer> runLengths(List<Integer> runs) {
        runs.forEach(run -> Checks.present(run, "a run length of mask.counts"));
        return List.copyOf(runs);
    }

    /** A mask that travels in the event as an indexed PNG. */
    public static EncodedMask png(int width, int height, byte[] png) {
        return new EncodedMask(PNG, width, height, Base64.getEncoder().encodeToString(png), null, null);
    }

    /** A mask that travels in the event as run lengths, one list per class. */
    public static EncodedMask cocoRle(int width, int height, List<List<Integer>> counts) {
        return new EncodedMask(COCO_RLE, width, height, null, counts, null);
    }

    /** A mask that lies as an indexed PNG at a URI. */
    public static EncodedMask at(int width, int height, String uri) {
        return new EncodedMask(URI, width, height, null, null, uri);
    }
}
