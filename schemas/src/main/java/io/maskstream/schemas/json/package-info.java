/** Events to JSON and back: one mapper with read limits, and the Kafka serdes over it. */
@NullMarked
package io.maskstream.schemas.json;

import org.jspecify.annotations.NullMarked;
