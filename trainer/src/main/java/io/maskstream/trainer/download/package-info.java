/**
 * Brings the data set's archives here: resumable, checked, and unpacked without trust in what is inside.
 *
 * <p>Knows no other room. Called by the command line.
 */
@NullMarked
package io.maskstream.trainer.download;

import org.jspecify.annotations.NullMarked;
