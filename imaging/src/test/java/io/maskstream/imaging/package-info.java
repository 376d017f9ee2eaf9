/** Tests of the pixels: every fixture is made in code, see {@link io.maskstream.imaging.Fixtures}. */
@NullMarked
package io.maskstream.imaging;

import org.jspecify.annotations.NullMarked;
