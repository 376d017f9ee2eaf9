/**
 * From a checkpoint to a model file: the proof that the graph computes what was trained, the way into fewer bits and what that
 * costs, what the file says of itself, and its card.
 *
 * <p>Knows {@code graph}, which it writes; {@code precision}, which rewrites it; {@code evaluation}, which judges it; and
 * {@code pytorch}, to compare with. Called by {@code cli}.
 */
@NullMarked
package io.maskstream.trainer.export;

import org.jspecify.annotations.NullMarked;
