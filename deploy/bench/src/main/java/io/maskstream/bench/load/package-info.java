/**
 * What goes into a worker and what comes out, seen from outside: images, references on a topic, a schedule of sends, arrivals.
 *
 * <p>Plain Kafka clients on a broker of the bench's own; knows no worker process. Called by the scenarios.
 */
@NullMarked
package io.maskstream.bench.load;

import org.jspecify.annotations.NullMarked;
