package io.maskstream.schemas.event;

/** What became of one image: every input record ends in exactly one of these. */
public sealed interface Outcome permits MaskEvent, FailureEvent {
    String imageId();
}
