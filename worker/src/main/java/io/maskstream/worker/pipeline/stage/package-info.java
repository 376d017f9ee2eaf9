/**
 * What the stages of an image's way share: a bounded pool for each, memory for the images in flight as a whole, and the time of each stage.
 *
 * <p>Knows no image and does none of the work. Called by the pipeline.
 */
@NullMarked
package io.maskstream.worker.pipeline.stage;

import org.jspecify.annotations.NullMarked;
