/**
 * The native side: encoded bytes to OpenCV's matrices of blue, green, red, and what is done to them.
 *
 * <p>Whoever gets a {@code Mat} from here closes it. Called by the classes of {@link io.maskstream.imaging} alone; nothing
 * native leaves that package.
 */
@NullMarked
package io.maskstream.imaging.pixel;

import org.jspecify.annotations.NullMarked;
