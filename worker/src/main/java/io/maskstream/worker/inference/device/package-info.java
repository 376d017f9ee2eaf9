/**
 * Devices that a model can run on: how one is named, whether CUDA can work here, with which options and batch sizes, and what its
 * errors mean.
 *
 * <p>Knows the names of ONNX Runtime's options and the texts of its errors, and opens no session. Called by the inference room; the
 * settings and the commands know its choice and its errors.
 */
@NullMarked
package io.maskstream.worker.inference.device;

import org.jspecify.annotations.NullMarked;
