/**
 * The in-flight window: which records are being worked on, in what order their outcomes may leave, and when a failed one is tried again.
 *
 * <p>Plain Java: knows neither Kafka nor ONNX nor any other room. What is in flight is remembered in a {@link
 * io.maskstream.worker.window.pending.PendingStore}, so that it outlives a crash. One {@link io.maskstream.worker.window.InFlightWindow} per
 * stream task, used by its stream thread alone, except where said. The topology calls it; the settings make its {@link
 * io.maskstream.worker.window.WindowConfig}.
 */
@NullMarked
package io.maskstream.worker.window;

import org.jspecify.annotations.NullMarked;
