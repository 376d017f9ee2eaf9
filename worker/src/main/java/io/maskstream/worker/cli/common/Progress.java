package io.maskstream.worker.cli.common;

import java.time.Duration;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** A progress bar on standard error where that is a terminal, else nothing. */
public final class Progress implements AutoCloseable {
    private final @Nullable ProgressBar bar;

    private Progress(@Nullable ProgressBar bar) {
        this.bar = bar;
    }

    /** Whether bars are shown: the launcher says by {@code maskstream.terminal} whether standard error is a terminal, which Java 17 cannot know. */
    public static boolean isShown() {
        return Boolean.getBoolean("maskstream.terminal");
    }

    /**
     * Shows the bar until closed.
     *
     * @param most steps, or -1 where nobody knows
     */
    public static Progress show(String task, long most) {
        if (!isShown()) {
            return new Progress(null);
        }
        return new Progress(new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(most)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(Math.toIntExact(Duration.ofMillis(200).toMillis()))
                .showSpeed()
                .build());
    }

    /** One more is done. Thread-safe. */
    public void step() {
        if (bar != null) {
            bar.step();
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
