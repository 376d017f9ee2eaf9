/**
 * Maskstream as a user starts it: workers, commands and the container image, each in processes of their own.
 *
 * <p>Knows the command line. Called by the tests.
 */
@NullMarked
package io.maskstream.standalone.it.process;

import org.jspecify.annotations.NullMarked;
