/**
 * The topics that must be there: made where that is allowed, and measured against what a worker needs of them.
 *
 * <p>Asks the broker. Called by the commands, before anything runs.
 */
@NullMarked
package io.maskstream.worker.topology.runtime.topics;

import org.jspecify.annotations.NullMarked;
