/**
 * What every source keeps to: the limits of a read, what may be read and how a reference is shown, and the sentence and reason of what cannot be had.
 *
 * <p>Reads nothing itself. Called by the sources.
 */
@NullMarked
package io.maskstream.worker.source.reading;

import org.jspecify.annotations.NullMarked;
