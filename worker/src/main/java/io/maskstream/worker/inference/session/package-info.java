/**
 * ONNX Runtime's sessions, and the memory that they read images from and write masks to.
 *
 * <p>Knows how the model is run on its device, and nothing of callers: whose image lies where, and who waits for it, is the room's above,
 * which calls it. Who opens a session closes it, on the thread that runs it.
 */
@NullMarked
package io.maskstream.worker.inference.session;

import org.jspecify.annotations.NullMarked;
