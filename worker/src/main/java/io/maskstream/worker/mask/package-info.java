/**
 * Masks: from what a model gives to what stands in an event. Enlarged to the image's size, counted by class, encoded.
 *
 * <p>Plain Java over the model's description; knows neither where images come from nor Kafka. Called by the pipeline.
 */
@NullMarked
package io.maskstream.worker.mask;

import org.jspecify.annotations.NullMarked;
