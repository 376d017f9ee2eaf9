package io.maskstream.trainer.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.regex.Pattern;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Results to standard output, warnings to standard error, and progress bars where that is a terminal. */
final class Console {
    private static final int REDRAW_MILLIS = 200;
    private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}_@%+=:,./-]+");

    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean terminal;

    Console(PrintWriter out, PrintWriter err, boolean terminal) {
        this.out = out;
        this.err = err;
        this.terminal = terminal;
    }

    /** A path as one word for a shell. */
    static String quoted(Path path) {
        String word = path.toString();
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    void print(String text) {
        out.print(text);
        out.flush();
    }

    void warn(String sentence) {
        err.println(sentence);
        err.flush();
    }

    /** A bar, or nothing at all where nobody would see it. */
    Bar bar(String task, long steps) {
        return new Bar(terminal ? draw(task, steps) : null);
    }

    private static ProgressBar draw(String task, long steps) {
        return new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(steps)
                .setStyle(ProgressBarStyle.COLORFUL_UNICODE_BAR)
                .setUpdateIntervalMillis(REDRAW_MILLIS)
                .build();
    }

    /** A progress bar that may not be there. */
    static final class Bar implements AutoCloseable {
        private final @Nullable ProgressBar bar;

        private Bar(@Nullable ProgressBar bar) {
            this.bar = bar;
        }

        void to(long step) {
            if (bar != null) {
                bar.stepTo(step);
            }
        }

        void say(String message) {
            if (bar != null) {
                bar.setExtraMessage(message);
            }
        }

        @Override
        public void close() {
            if (bar != null) {
                bar.close();
            }
        }
    }
}
