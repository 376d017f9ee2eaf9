/**
 * The parts that a worker is made of, each alone and in a loop: the ONNX session, decoding, and the stages around a model.
 *
 * <p>Plain Java over ONNX Runtime and the worker's own classes; knows no Kafka. Called by the scenarios, which compare the whole
 * with its parts.
 */
@NullMarked
package io.maskstream.bench.bare;

import org.jspecify.annotations.NullMarked;
