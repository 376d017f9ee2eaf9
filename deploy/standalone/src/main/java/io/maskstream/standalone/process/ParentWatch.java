package io.maskstream.standalone.process;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/**
 * The child's end of the pipe: standard input stays open as long as the parent lives, and closes even when the parent is
 * killed without a chance to say goodbye.
 */
public final class ParentWatch {
    private ParentWatch() {}

    /** Ends this process in peace when the parent is gone, and by force when that takes longer than {@code grace}. */
    public static void exitWhenParentIsGone(Duration grace) {
        whenParentIsGone(() -> {
            daemon("halt", () -> {
                pause(grace);
                Runtime.getRuntime().halt(1);
            });
            System.exit(1); // waits, where the process is ending already
        });
    }

    /** Runs {@code lastAct} and ends this process at once when the parent is gone. */
    public static void haltWhenParentIsGone(Runnable lastAct) {
        whenParentIsGone(() -> {
            try {
                lastAct.run();
            } finally {
                Runtime.getRuntime().halt(1);
            }
        });
    }

    private static void whenParentIsGone(Runnable action) {
        daemon("parent-watch", () -> {
            drain(System.in);
            action.run();
        });
    }

    private static void drain(InputStream pipe) {
        try {
            while (pipe.read() >= 0) {
                // nobody writes to it; only its end says something
            }
        } catch (IOException e) {
            // a broken pipe says the same as a closed one
        }
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }
}
