/**
 * What model files make of labelled images, in ONNX Runtime: masks, figures, times, and files side by side.
 *
 * <p>Knows {@code data}, {@code metrics}, and {@code graph} for the contract's names; nothing of PyTorch, or of how a file came
 * about. Called by {@code export}, which writes nothing that it has not evaluated, and by {@code cli}.
 */
@NullMarked
package io.maskstream.trainer.evaluation;

import org.jspecify.annotations.NullMarked;
