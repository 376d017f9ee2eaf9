/**
 * How PyTorch runs a network: its weights, the way forward, on which device, and when a process may end.
 *
 * <p>Knows {@code network}, and no data and no files. Called by {@code training}, which moves the weights, and by {@code export},
 * which compares with them.
 */
@NullMarked
package io.maskstream.trainer.pytorch;

import org.jspecify.annotations.NullMarked;
