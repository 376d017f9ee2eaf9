/**
 * What a model file holds: the contract that it keeps, and what it says of itself.
 *
 * <p>Of ONNX Runtime it knows the descriptions of inputs and outputs, and no session. Called by the inference room, and by
 * whoever wants to know what a model is.
 */
@NullMarked
package io.maskstream.worker.inference.model;

import org.jspecify.annotations.NullMarked;
