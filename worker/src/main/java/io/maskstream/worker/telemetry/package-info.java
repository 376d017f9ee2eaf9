/**
 * What a worker says of itself: stage clocks, meters, health, and the HTTP endpoint over them.
 *
 * <p>Knows the events, but neither Kafka nor ONNX: the topology and the commands tell it what happens.
 */
@NullMarked
package io.maskstream.worker.telemetry;

import org.jspecify.annotations.NullMarked;
