/**
 * Masks on the wire: indexed PNG and COCO run lengths, to and from class ids per pixel.
 *
 * <p>A consumer can use this room alone: it needs neither Kafka nor ONNX on the class path.
 */
@NullMarked
package io.maskstream.schemas.mask;

import org.jspecify.annotations.NullMarked;
