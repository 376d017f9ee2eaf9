/**
 * Where image bytes come from: {@code file:}, {@code http(s):}, {@code data:} and {@code s3:} URIs.
 *
 * <p>Every read is bounded in bytes and in time ({@code reading}) and passes the policy of what may be read ({@code policy}). Knows nothing of
 * pixels, models or Kafka. Called by the pipeline, on its caller's thread.
 */
@NullMarked
package io.maskstream.worker.source;

import org.jspecify.annotations.NullMarked;
