/**
 * Workers as a user starts them: by their command line, in processes of their own.
 *
 * <p>All settings of workers are in WorkerSettings.
 */
@NullMarked
package io.maskstream.chaos.worker;

import org.jspecify.annotations.NullMarked;
