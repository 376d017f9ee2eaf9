package io.maskstream.trainer.download;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/** Closes a stream under a reader who hears nothing for too long, since HTTP's own timeouts end with the headers. */
final class Watch implements AutoCloseable {
    private final InputStream stream;
    private final Duration silence;
    private final Thread thread = new Thread(this::watch, "download watch");
    private volatile long heard = System.nanoTime();

    Watch(InputStream stream, Duration silence) {
        this.stream = stream;
        this.silence = silence;
        thread.setDaemon(true);
        thread.start();
    }

    void heard() {
        heard = System.nanoTime();
    }

    private void watch() {
        try {
            while (System.nanoTime() - heard < silence.toNanos()) {
                Thread.sleep(Math.max(1, silence.toMillis() / 10));
            }
            stream.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            heard(); // it is closed already, and the reader knows
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
