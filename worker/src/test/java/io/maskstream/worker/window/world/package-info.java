/**
 * A window in a world where all happens that can, in whatever order: what was promised holds all the same.
 *
 * <p>Drawn steps, a plain account beside each window, and a log that outlives crashes. Knows the window as its callers do.
 */
@NullMarked
package io.maskstream.worker.window.world;

import org.jspecify.annotations.NullMarked;
