/**
 * Where masks go that are too large for their events: a folder or a bucket, under a name that is made of their content.
 *
 * <p>A mask is written before it is announced, and writing it twice does no harm. Knows nothing of images, models or Kafka. Opened by the commands,
 * called by the pipeline on threads of their own.
 */
@NullMarked
package io.maskstream.worker.mask.store;

import org.jspecify.annotations.NullMarked;
