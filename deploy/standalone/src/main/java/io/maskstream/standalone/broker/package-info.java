/**
 * A real Kafka broker, KRaft and alone, in a process of its own on loopback.
 *
 * <p>Knows Kafka's server and nothing of Maskstream. The demo and integration tests start one where they have no other.
 */
@NullMarked
package io.maskstream.standalone.broker;

import org.jspecify.annotations.NullMarked;
