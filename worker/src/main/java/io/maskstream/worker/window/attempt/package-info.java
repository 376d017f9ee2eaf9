/**
 * One try to segment an image: who does it, what came of it, and when another follows. Knows the remembered images alone.
 */
@NullMarked
package io.maskstream.worker.window.attempt;

import org.jspecify.annotations.NullMarked;
