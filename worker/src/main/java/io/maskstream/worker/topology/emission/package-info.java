/**
 * What is sent when an image has ended: the mask or the failure, and its latency.
 */
@NullMarked
package io.maskstream.worker.topology.emission;

import org.jspecify.annotations.NullMarked;
