/**
 * The training loop: batches, optimizer, loss, figures after each epoch, and checkpoints that a killed run goes on from,
 * with what the run is made of.
 *
 * <p>Knows {@code network}, {@code pytorch} and {@code data}; tells whoever listens what is going on, and prints nothing itself.
 */
@NullMarked
package io.maskstream.trainer.training;

import org.jspecify.annotations.NullMarked;
