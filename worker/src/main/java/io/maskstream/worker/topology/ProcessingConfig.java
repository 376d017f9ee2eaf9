package io.maskstream.worker.topology;

import static java.util.Objects.requireNonNull;

import io.maskstream.worker.window.WindowConfig;
import java.time.Duration;

/**
 * How a task works on its records.
 *
 * @param exactlyOnce whether outputs are seen only once they are committed, so that commits are not to wait for their interval
 * @param commitInterval longest time between commits, more than 0
 * @param longestWait longest time that a record may wait for room in a full window, all tasks of a thread together
 * @param maxEventBytes most bytes of one event; a larger mask becomes a failure
 * @param changelog of what is remembered
 */
public record ProcessingConfig(
        WindowConfig window,
        boolean exactlyOnce,
        Duration commitInterval,
        Duration longestWait,
        int maxEventBytes,
        PendingChangelog changelog) {
    public ProcessingConfig {
        requireNonNull(window, "window is null");
        requireNonNull(commitInterval, "commitInterval is null");
        requireNonNull(longestWait, "longestWait is null");
        requireNonNull(changelog, "changelog is null");
    }
}
