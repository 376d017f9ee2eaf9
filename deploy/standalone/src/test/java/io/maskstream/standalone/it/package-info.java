/**
 * Maskstream against a real broker: worker processes, commands and the container image, seen from the topics.
 *
 * <p>Knows the events and the command line, and nothing of how a worker does its work. The broker is Kafka's own image where
 * Docker answers, else the embedded one; the tests are the same.
 */
@NullMarked
package io.maskstream.standalone.it;

import org.jspecify.annotations.NullMarked;
