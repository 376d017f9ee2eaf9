/**
 * What the doctor checks in Kafka: that it answers, the topics, the group, the clock.
 *
 * <p>Asks and never changes; each question is bounded. Called by the command that puts the checks together.
 */
@NullMarked
package io.maskstream.worker.doctor.kafka;

import org.jspecify.annotations.NullMarked;
