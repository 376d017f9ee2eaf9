/**
 * Who is in the group of workers: a worker's name is its own, and the broker knows the protocol by which the group agrees.
 *
 * <p>Knows Kafka's admin client, its settings and the files of this machine; knows nothing of Kafka Streams' life. Called by the commands, before a
 * worker joins, and by the doctor.
 */
@NullMarked
package io.maskstream.worker.topology.runtime.group;

import org.jspecify.annotations.NullMarked;
