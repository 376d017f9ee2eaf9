/**
 * The command {@code bench}: which scenario, with what settings, and where its report goes.
 *
 * <p>Everything here is wiring; the launcher enters through it.
 */
@NullMarked
package io.maskstream.bench;

import org.jspecify.annotations.NullMarked;
