/**
 * A broker that can be disturbed, behind a proxy that can be cut.
 *
 * <p>Kafka's own image where Docker answers, else a process from Kafka's jars; the tests are the same.
 */
@NullMarked
package io.maskstream.chaos.cluster;

import org.jspecify.annotations.NullMarked;
