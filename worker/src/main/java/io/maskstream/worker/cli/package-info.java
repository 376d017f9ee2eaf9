/**
 * The commands. What they share is in {@code common}, and a worker is put together by hand in {@code wiring}.
 *
 * <p>Knows every room, and nobody knows it. Exit codes: 0 done, 1 failed, 2 used wrongly, 3 the device was lost. An error that a person can mend ends as one sentence on
 * standard error.
 */
@NullMarked
package io.maskstream.worker.cli;

import org.jspecify.annotations.NullMarked;
