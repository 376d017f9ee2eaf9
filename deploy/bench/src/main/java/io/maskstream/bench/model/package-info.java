/**
 * Model files for measuring: one that costs nothing, and the plain graph that a rewritten one was made from.
 *
 * <p>The only room that knows ONNX' file format; runs nothing. Called by the scenarios.
 */
@NullMarked
package io.maskstream.bench.model;

import org.jspecify.annotations.NullMarked;
