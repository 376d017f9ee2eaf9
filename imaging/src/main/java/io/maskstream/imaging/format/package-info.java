/**
 * What the bytes of an encoded image say of themselves: format, size, EXIF orientation, and whether the file is whole.
 *
 * <p>Plain Java over a byte array: allocates no pixels, loads no native library, and never reads outside the array. Called
 * by {@link io.maskstream.imaging.ImageDecoder} before anything is decoded.
 */
@NullMarked
package io.maskstream.imaging.format;

import org.jspecify.annotations.NullMarked;
