/**
 * Files that are damaged, or made to hurt: each is refused for its reason, or only its pixels are read.
 *
 * <p>Knows the decoder alone. One test for each format; what is made to hurt is read at its own size and into a small buffer.
 */
@NullMarked
package io.maskstream.imaging.hostile;

import org.jspecify.annotations.NullMarked;
