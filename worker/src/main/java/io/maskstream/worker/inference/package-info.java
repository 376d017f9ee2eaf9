/**
 * The model at work: images of all callers meet in batches, and threads that each own a session run them.
 *
 * <pre>
 * reserve ──▶ Lane: pixels, run ──▶ Batch ──▶ session thread ──▶ Inference: mask, close ──▶ the batch takes lanes again
 * </pre>
 *
 * <p>With its rooms {@code session}, {@code model} and {@code device} the only one with ONNX Runtime; knows nothing of encoded images,
 * masks on the wire or Kafka. Called by the pipeline, and by commands that ask what is in a model file.
 */
@NullMarked
package io.maskstream.worker.inference;

import org.jspecify.annotations.NullMarked;
