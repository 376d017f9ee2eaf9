/** What people look at: the network's table, loss curves, and sheets of images beside truth and prediction. */
@NullMarked
package io.maskstream.trainer.report;

import org.jspecify.annotations.NullMarked;
