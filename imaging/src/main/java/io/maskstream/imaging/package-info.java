/**
 * Pixels: decode, orient, resize, palette.
 *
 * <p>Trainer and worker share it, so that a model is served exactly the pixels that it was trained on. Knows neither
 * Kafka nor any model format; the only room with OpenCV.
 */
@NullMarked
package io.maskstream.imaging;

import org.jspecify.annotations.NullMarked;
