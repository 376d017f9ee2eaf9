package io.maskstream.standalone.process;

import java.io.IOException;
import java.io.InputStream;

/**
 * The child's end of the pipe: standard input stays open as long as the parent lives, and closes even when the parent is
 * killed without a chance to say goodbye.
 */
public final class ParentWatch {
    private ParentWatch() {}

    /** When the parent is gone, runs {@code lastAct} and ends this process at once: nobody is left to work for. */
    public static void haltWhenParentIsGone(Runnable lastAct) {
        Thread watch = new Thread(
                () -> {
                    drain(System.in);
                    try {
                        lastAct.run();
                    } finally {
                        Runtime.getRuntime().halt(1);
                    }
                },
                "parent-watch");
        watch.setDaemon(true);
        watch.start();
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
}
