/**
 * The doctor: what a worker with these settings would find on this machine and in this cluster, check by check, each with the remedy of what is wrong.
 *
 * <p>Here is only what a check is and how all are run; what is checked lies in the rooms below, which look and change nothing. Called by the
 * command, which puts the checks together.
 */
@NullMarked
package io.maskstream.worker.doctor;

import org.jspecify.annotations.NullMarked;
