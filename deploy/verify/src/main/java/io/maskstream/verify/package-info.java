/**
 * The verifier's commands: send numbered events, read what became of them, and tell whether the workers kept their promise.
 *
 * <p>Knows the topics and the events, and nothing of how a worker does its work. Runs against any cluster on which workers run.
 */
@NullMarked
package io.maskstream.verify;

import org.jspecify.annotations.NullMarked;
