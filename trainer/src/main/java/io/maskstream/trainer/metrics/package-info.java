/**
 * The field's figures of how good masks are, from true and predicted class ids and probabilities.
 *
 * <p>Plain Java that knows no other room. Called by {@code training} and {@code export}.
 */
@NullMarked
package io.maskstream.trainer.metrics;

import org.jspecify.annotations.NullMarked;
