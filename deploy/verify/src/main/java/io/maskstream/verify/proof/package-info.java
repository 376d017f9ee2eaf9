/**
 * What was sent held against what came out: lost, repeated, out of order, altered, foreign.
 *
 * <p>Knows events, and no Kafka: it is told of records in any mixture of topics, but of each partition in its order.
 */
@NullMarked
package io.maskstream.verify.proof;

import org.jspecify.annotations.NullMarked;
