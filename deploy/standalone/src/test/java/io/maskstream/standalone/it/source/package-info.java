/**
 * Where the images of a test come from.
 *
 * <p>Called by the tests and by {@code process}.
 */
@NullMarked
package io.maskstream.standalone.it.source;

import org.jspecify.annotations.NullMarked;
