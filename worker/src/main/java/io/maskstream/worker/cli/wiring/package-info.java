/**
 * Puts the rooms together into a worker that runs. The only room that knows all others; commands start and stop what it makes.
 */
@NullMarked
package io.maskstream.worker.cli.wiring;

import org.jspecify.annotations.NullMarked;
