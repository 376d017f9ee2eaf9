/**
 * What Kafka lets whom do: the rights that each command needs, and what it means when Kafka refuses.
 *
 * <p>Knows the names of topics and Kafka's exceptions; opens nothing and asks nobody. Called by all that talk to Kafka, and by the commands.
 */
@NullMarked
package io.maskstream.worker.topology.access;

import org.jspecify.annotations.NullMarked;
