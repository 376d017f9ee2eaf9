/**
 * Damage to what strangers send, from a committed corpus: at random with every build, and guided by Jazzer with {@code -Pfuzz}.
 *
 * <p>A target says what has to hold for any input. Knows the readers that it tries, and nothing of Kafka.
 */
@NullMarked
package io.maskstream.worker.fuzz;

import org.jspecify.annotations.NullMarked;
