/**
 * Ways to work on images whose sources are slow: each reads references from a topic, waits for the source, and writes a mask and a
 * latency event.
 *
 * <p>The source is simulated, and is the same for all of them; so are the events. Called by the scenario that compares them.
 */
@NullMarked
package io.maskstream.bench.contestant;

import org.jspecify.annotations.NullMarked;
