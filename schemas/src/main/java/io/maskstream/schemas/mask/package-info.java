/**
 * Masks on the wire: indexed PNG and COCO run lengths, to and from class ids per pixel.
 *
 * <p>A consumer can use this room alone: it needs neither Kafka nor ONNX on the class path. Knows the records of
 * {@code event} and the JDK, nothing else; the worker encodes with it, whoever reads masks decodes with it. What it reads
 * may come from anybody: sizes are checked before pixels are allocated.
 */
@NullMarked
package io.maskstream.schemas.mask;

import org.jspecify.annotations.NullMarked;
