/**
 * Networks: what they are made of, by name, and how PyTorch runs them.
 *
 * <p>A {@link io.maskstream.trainer.network.NetworkDefinition} is the one description of a network: training walks it with
 * PyTorch, export walks it to write ONNX. Knows no data and no files.
 */
@NullMarked
package io.maskstream.trainer.network;

import org.jspecify.annotations.NullMarked;
