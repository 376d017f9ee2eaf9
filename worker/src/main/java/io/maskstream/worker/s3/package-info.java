/**
 * Objects in S3, at Amazon or any other endpoint: addresses, reading, writing, and what goes wrong as reasons and sentences.
 *
 * <p>The only room with the AWS SDK. Knows nothing of images and masks, nor of who may read what; called by the sources, by the mask store and
 * by the commands that wire them.
 */
@NullMarked
package io.maskstream.worker.s3;

import org.jspecify.annotations.NullMarked;
