/** Files that are whole or not there at all. */
@NullMarked
package io.maskstream.trainer.storage;

import org.jspecify.annotations.NullMarked;
