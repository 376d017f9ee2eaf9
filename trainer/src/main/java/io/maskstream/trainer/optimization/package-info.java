/** How weights follow their gradients: optimizers, schedules of the learning rate, and the average of weights. */
@NullMarked
package io.maskstream.trainer.optimization;

import org.jspecify.annotations.NullMarked;
