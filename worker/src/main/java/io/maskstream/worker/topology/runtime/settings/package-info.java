/**
 * How a worker is set up for Kafka, in its own words and in those of Kafka Streams and its clients.
 *
 * <p>Connects to nothing. Called by the commands, and by what runs or asks Kafka.
 */
@NullMarked
package io.maskstream.worker.topology.runtime.settings;

import org.jspecify.annotations.NullMarked;
