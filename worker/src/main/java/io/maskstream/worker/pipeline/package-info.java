/**
 * The way of one image inside the process: fetch, decode, infer, encode, each stage timed.
 *
 * <p>Plain Java over the rooms {@code source} and {@code inference}: knows neither Kafka nor the command line. Whatever an
 * image, an event or a URI does wrong ends here as a value, a {@link io.maskstream.schemas.event.FailureEvent}. Called by the
 * topology, which turns records into {@link io.maskstream.worker.pipeline.ImageRequest}s and outcomes into records.
 */
@NullMarked
package io.maskstream.worker.pipeline;

import org.jspecify.annotations.NullMarked;
