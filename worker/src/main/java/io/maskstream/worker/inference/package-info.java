/**
 * The model: its file, the contract that the file carries, and the session that runs it.
 *
 * <p>The only room with ONNX Runtime; knows nothing of encoded images, masks on the wire or Kafka. Called by the pipeline, and by
 * commands that ask what is in a model file.
 */
@NullMarked
package io.maskstream.worker.inference;

import org.jspecify.annotations.NullMarked;
