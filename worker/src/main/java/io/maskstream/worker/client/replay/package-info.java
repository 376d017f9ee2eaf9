/**
 * Puts the records of failures back on the images topic, each at most once, whoever tries and however often.
 *
 * <p>Plain Kafka clients. Knows the events, the names of the topics and how a client reaches them. A {@link
 * io.maskstream.worker.client.replay.Replayer} reads the failures topic and decides; {@link
 * io.maskstream.worker.client.replay.ReplayTransactions} writes a record and the mark that it was replayed as one. Called by the command
 * {@code replay}.
 */
@NullMarked
package io.maskstream.worker.client.replay;

import org.jspecify.annotations.NullMarked;
