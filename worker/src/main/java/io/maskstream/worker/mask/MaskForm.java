package io.maskstream.worker.mask;

import static java.util.Objects.requireNonNull;

import io.maskstream.schemas.event.EncodedMask;

/** How a mask is to travel. */
public sealed interface MaskForm {

    /** In its event. */
    record Inline(EncodedMask mask) implements MaskForm {
        public Inline {
            requireNonNull(mask, "mask is null");
        }
    }

    /**
     * Beside its event, which it is too large for.
     *
     * @param width in pixels
     * @param height in pixels
     * @param png the mask as an indexed PNG, whatever its encoding would be in an event
     * @param why how large it is and what is allowed; a sentence without a full stop, which says what else helps
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
    record Oversized(int width, int height, byte[] png, String why) implements MaskForm {
        public Oversized {
            requireNonNull(png, "png is null");
            requireNonNull(why, "why is null");
        }
    }
}
