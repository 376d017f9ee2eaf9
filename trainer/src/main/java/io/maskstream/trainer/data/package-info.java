/**
 * The data set: which images have a mask, in which order, split how, and as which pixels.
 *
 * <p>Plain Java over {@code imaging}; knows neither PyTorch nor ONNX. Called by training, evaluation and reports.
 */
@NullMarked
package io.maskstream.trainer.data;

import org.jspecify.annotations.NullMarked;
