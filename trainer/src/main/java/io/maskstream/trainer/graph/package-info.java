/**
 * How a network becomes an ONNX graph of the worker's model contract: as it is, or rewritten for speed with the same results.
 *
 * <p>Walks the same {@link io.maskstream.trainer.network.NetworkDefinition} that was trained, so that there is no second copy
 * of a network. Knows {@code network} and ONNX, and no PyTorch, data or files. Called by {@code export}, and by {@code evaluation}
 * for the contract's names.
 */
@NullMarked
package io.maskstream.trainer.graph;

import org.jspecify.annotations.NullMarked;
