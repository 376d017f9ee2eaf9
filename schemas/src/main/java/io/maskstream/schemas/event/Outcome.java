package io.maskstream.schemas.event;

import java.util.Map;

/** What became of one image: every input record ends in exactly one of these. */
public sealed interface Outcome permits MaskEvent, FailureEvent {
    /** The event's, else the record's key, else {@code topic-partition-offset} of the record. */
    String imageId();

    /** What the request carried, untouched. */
    Map<String, String> attributes();
}
