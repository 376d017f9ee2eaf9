/**
 * From weights to an ONNX file that keeps the worker's model contract: lowering, the rewrite for speed, and the proof that
 * the file computes what was trained.
 *
 * <p>Walks the same {@link io.maskstream.trainer.network.NetworkDefinition} that was trained, so that there is no second copy
 * of a network. The only room with ONNX.
 */
@NullMarked
package io.maskstream.trainer.export;

import org.jspecify.annotations.NullMarked;
