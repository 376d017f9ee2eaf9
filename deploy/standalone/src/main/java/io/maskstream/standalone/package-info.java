/**
 * The door of the standalone distribution: the worker's commands, and the demo beside them.
 *
 * <p>Everything here is wiring; the launcher and the demo's own child processes enter through it.
 */
@NullMarked
package io.maskstream.standalone;

import org.jspecify.annotations.NullMarked;
