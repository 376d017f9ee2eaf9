/**
 * What every chaos test is made of: workers on a cluster, events that run through, and a proof at the end.
 *
 * <p>Knows clusters, workers and the verifier, and nothing of what disturbs them. Called by the tests alone.
 */
@NullMarked
package io.maskstream.chaos.trial;

import org.jspecify.annotations.NullMarked;
