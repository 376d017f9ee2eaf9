/**
 * Events to JSON and back: one mapper with read limits, the reader of what lands on the images topic, and the Kafka serdes.
 *
 * <p>The only room with Jackson here. Whatever it cannot read ends in an {@link InvalidEventException} whose message is
 * a sentence for the sender. Only {@link EventSerde} needs Kafka's client library; the rest works without. Whoever reads
 * or writes a topic calls it.
 */
@NullMarked
package io.maskstream.schemas.json;

import org.jspecify.annotations.NullMarked;
