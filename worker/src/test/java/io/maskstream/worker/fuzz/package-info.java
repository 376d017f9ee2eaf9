/** Random damage to what strangers send, from a committed corpus: {@code -Pfuzz} for hours instead of seconds. */
@NullMarked
package io.maskstream.worker.fuzz;

import org.jspecify.annotations.NullMarked;
