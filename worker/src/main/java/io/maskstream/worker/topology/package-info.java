/**
 * The topology: records on the images topic to images, and what became of them to records on the masks, latency and failures topics.
 *
 * <p>Knows Kafka Streams, and the pipeline below as a {@link io.maskstream.worker.pipeline.Segmenter}. Every record that is read ends in exactly one
 * mask or one failure. Its room {@code records} reads and keeps what comes, {@code emission} writes what goes,
 * and {@code runtime} runs it; the commands put all together.
 */
@NullMarked
package io.maskstream.worker.topology;

import org.jspecify.annotations.NullMarked;
