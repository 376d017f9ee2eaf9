/**
 * The other ends of the topics: puts references on, takes masks, failures and latencies off, and writes them as files.
 *
 * <p>Plain Kafka clients, which never join the workers' group; knows the names of the topics and the sources of images, but no model. What comes from a
 * topic is not trusted: names become safe before they become files. Called by the commands, and by whoever wants to do the same.
 */
@NullMarked
package io.maskstream.worker.client;

import org.jspecify.annotations.NullMarked;
