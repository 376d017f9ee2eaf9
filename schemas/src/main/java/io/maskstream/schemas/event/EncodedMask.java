package io.maskstream.schemas.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A mask on the wire: exactly one of {@code data}, {@code counts} and {@code uri} is set, as {@code encoding} says.
 *
 * @param encoding {@code png}, {@code coco-rle} or {@code uri}
 * @param width in pixels
 * @param height in pixels
 * @param data Base64 of an indexed PNG, pixel value = class id
 * @param counts per class its COCO run lengths, column-major, first run is "class absent"
 * @param uri where the PNG lies
 */
public record EncodedMask(
        String encoding,
        int width,
        int height,
        @Nullable String data,
        @Nullable List<List<Integer>> counts,
        @Nullable String uri) {}
