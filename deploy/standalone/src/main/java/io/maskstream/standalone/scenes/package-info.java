/**
 * Pictures of cats and dogs, drawn, for whoever has no photographs at hand.
 *
 * <p>Knows Java2D alone. The same pictures each time, so that a run can be compared with another.
 */
@NullMarked
package io.maskstream.standalone.scenes;

import org.jspecify.annotations.NullMarked;
