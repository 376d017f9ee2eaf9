/**
 * Where image bytes come from: {@code file:}, {@code http(s):}, {@code data:} and {@code s3:} URIs, and the policy of what may be read.
 *
 * <p>Every read is bounded in bytes and in time. Knows nothing of pixels, models or Kafka, and is the only room with an HTTP
 * client. Called by the pipeline, on its caller's thread.
 */
@NullMarked
package io.maskstream.worker.source;

import org.jspecify.annotations.NullMarked;
