/** Files that are whole or not there at all, and words for what keeps them from being read or written. */
@NullMarked
package io.maskstream.trainer.storage;

import org.jspecify.annotations.NullMarked;
