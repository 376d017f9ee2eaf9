/**
 * Model files in fewer bits: int8 for processors, float16 for GPUs. Rewrites ONNX graphs, and knows nothing of how they came about.
 *
 * <p>Knows {@code data}, for the images that ranges are learned from. Called by {@code export}.
 */
@NullMarked
package io.maskstream.trainer.precision;

import org.jspecify.annotations.NullMarked;
