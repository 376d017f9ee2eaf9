/**
 * The events on the topics, as records whose component names are the JSON names.
 *
 * <p>Wire contract: fields are added, never renamed, retyped or removed; an added one is nullable, since older records lack
 * it. The constructors refuse impossible values with a sentence. Knows nothing of Kafka; everybody may read it.
 */
@NullMarked
package io.maskstream.schemas.event;

import org.jspecify.annotations.NullMarked;
