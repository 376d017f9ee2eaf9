package io.maskstream.worker.mask;

import static java.util.Objects.requireNonNull;

/**
 * What masks look like.
 *
 * @param inlineLimitBytes most bytes that an encoded mask may take in its event, at least 1
 */
public record MaskConfig(MaskEncoding encoding, MaskSize size, MaskEdges edges, int inlineLimitBytes) {
    public MaskConfig {
        requireNonNull(encoding, "encoding is null");
        requireNonNull(size, "size is null");
        requireNonNull(edges, "edges is null");
        if (inlineLimitBytes < 1) {
            throw new IllegalArgumentException("mask.inline-limit must be at least 1 byte, not " + inlineLimitBytes);
        }
    }
}
