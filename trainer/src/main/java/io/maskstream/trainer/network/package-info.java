/**
 * Networks: what they are made of, and which there are, by name.
 *
 * <p>A {@link io.maskstream.trainer.network.NetworkDefinition} is the one description of a network: training walks it with
 * PyTorch, export walks it to write ONNX. Plain Java: knows neither, and no data and no files.
 */
@NullMarked
package io.maskstream.trainer.network;

import org.jspecify.annotations.NullMarked;
