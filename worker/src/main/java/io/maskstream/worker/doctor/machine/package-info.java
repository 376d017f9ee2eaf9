/**
 * What the doctor checks on this machine: Java, the device and its libraries, the model file, the disk.
 *
 * <p>Knows the model and the decoder, and nothing of Kafka. Called by the command that puts the checks together.
 */
@NullMarked
package io.maskstream.worker.doctor.machine;

import org.jspecify.annotations.NullMarked;
