/** What is told of a network and of its runs: the network's table, figures and pictures in a run's folder, and runs side by side. */
@NullMarked
package io.maskstream.trainer.report;

import org.jspecify.annotations.NullMarked;
