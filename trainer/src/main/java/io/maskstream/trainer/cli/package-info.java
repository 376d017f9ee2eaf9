/** The commands: train, export, evaluate. Wires the other rooms by hand, and is the only one that prints. */
@NullMarked
package io.maskstream.trainer.cli;

import org.jspecify.annotations.NullMarked;
