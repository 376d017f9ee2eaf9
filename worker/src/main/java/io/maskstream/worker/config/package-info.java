/**
 * The settings of a worker: which there are, where their values come from, and one typed record for each room.
 *
 * <p>Knows the config records of the rooms, not the rooms' work. A missing, malformed or misspelt setting stops the start with a
 * sentence that names it, where it was written, and the nearest known name. Called by the commands.
 */
@NullMarked
package io.maskstream.worker.config;

import org.jspecify.annotations.NullMarked;
