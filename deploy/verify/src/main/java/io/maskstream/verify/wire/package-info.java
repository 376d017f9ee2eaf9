/**
 * The topics: sends a plan, and reads what is committed until every event has its outcome or nothing more comes.
 *
 * <p>Plain Kafka clients, in no group, which wait through the absence of brokers. Called by the commands, and by tests that disturb a cluster.
 */
@NullMarked
package io.maskstream.verify.wire;

import org.jspecify.annotations.NullMarked;
