package io.maskstream.worker.mask;

import static java.util.Objects.requireNonNull;

/**
 * What masks look like.
 *
 * @param inlineLimitBytes most bytes that an encoded mask may take in its event; 0 for none in its event
 */
public record MaskConfig(MaskEncoding encoding, MaskSize size, MaskEdges edges, int inlineLimitBytes) {
    public MaskConfig {
        requireNonNull(encoding, "encoding is null");
        requireNonNull(size, "size is null");
        requireNonNull(edges, "edges is null");
        if (inlineLimitBytes < 0) {
            throw new IllegalArgumentException("mask.inline-limit must be 0 bytes or more, not " + inlineLimitBytes);
        }
    }
}
