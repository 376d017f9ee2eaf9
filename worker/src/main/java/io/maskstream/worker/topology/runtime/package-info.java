/**
 * Runs the topology: Kafka Streams' settings and life, what happens when a thread fails, and the topics that must be there.
 *
 * <p>Knows Kafka, and tells health and meters how it goes; knows nothing of images. Called by the commands.
 */
@NullMarked
package io.maskstream.worker.topology.runtime;

import org.jspecify.annotations.NullMarked;
