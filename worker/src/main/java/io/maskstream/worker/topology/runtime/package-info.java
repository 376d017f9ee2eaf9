/**
 * Runs the topology: Kafka Streams' life, clocks that are set meanwhile, and what happens when a thread fails.
 *
 * <p>Knows Kafka, and tells health and meters how it goes; knows nothing of images. Called by the commands.
 */
@NullMarked
package io.maskstream.worker.topology.runtime;

import org.jspecify.annotations.NullMarked;
