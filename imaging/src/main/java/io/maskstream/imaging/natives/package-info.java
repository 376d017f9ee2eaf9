/** Native libraries under images and models: where they lie, and how a process sets them up. */
@NullMarked
package io.maskstream.imaging.natives;

import org.jspecify.annotations.NullMarked;
