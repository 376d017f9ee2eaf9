package io.maskstream.bench.bare;

import io.maskstream.imaging.ImageDecoder;
import io.maskstream.imaging.ImageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** As many sessions of one model as a plan has, each with the same image in its input. Used by one thread. */
public final class BareSessions implements AutoCloseable {
    private final List<BareSession> sessions = new ArrayList<>();

    private BareSessions() {}

    /** Loads the model once for each session, and decodes the image into each place of their batches. */
    public static BareSessions open(Path model, SessionDevice device, SessionPlan plan, Path image) throws IOException {
        var all = new BareSessions();
        boolean opened = false;
        try {
            byte[] encoded = Files.readAllBytes(image);
            var decoder = new ImageDecoder(Integer.MAX_VALUE);
            for (int index = 0; index < plan.sessions(); index++) {
                var session = BareSession.open(model, device, plan.threads(), plan.batch());
                all.sessions.add(session);
                int[] size = session.size();
                var pixels = session.image();
                for (int place = 0; place < plan.batch(); place++) {
                    decoder.decodeInto(encoded, size[1], size[0], pixels);
                }
                session.run(); // the first call of a shape plans its memory
            }
            opened = true;
            return all;
        } catch (ImageException unreadable) {
            throw new IOException("%s: %s".formatted(image, unreadable.getMessage()), unreadable);
        } finally {
            if (!opened) {
                all.close();
            }
        }
    }

    /** Images a second over all sessions. */
    public double rate(Duration warmUp, Duration measured) throws InterruptedException {
        return Loop.rate(sessions, warmUp, measured);
    }

    @Override
    public void close() {
        sessions.forEach(BareSession::close);
    }
}
