/**
 * What the verifier sends: numbered events, and the references in them.
 *
 * <p>Knows the events alone, and no Kafka. The same plan can be made again from its run, its seed and its sizes.
 */
@NullMarked
package io.maskstream.verify.event;

import org.jspecify.annotations.NullMarked;
