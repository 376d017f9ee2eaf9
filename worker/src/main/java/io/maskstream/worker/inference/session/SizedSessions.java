package io.maskstream.worker.inference.session;

import ai.onnxruntime.OrtException;
import io.maskstream.worker.inference.session.BatchSession.SessionException.Kind;
import java.util.HashMap;
import java.util.Map;

/**
 * A session for each size of batch, as one.
 *
 * <p>ONNX Runtime's convolutions on CUDA keep the plan of the last shape alone and make another whenever the shape changes, which
 * takes longer than hundreds of images (<a href="https://github.com/microsoft/onnxruntime/issues/23006">issue 23006</a>; decision 6).
 * A session that sees one shape only makes its plans once.
 */
public final class SizedSessions implements BatchSession {
    /** Opens the session for batches of a size, 1 or more. */
    public interface Opener {
        BatchSession open(int size) throws OrtException;
    }

    private final Opener opener;
    private final Map<Integer, BatchSession> sessions = new HashMap<>();

    private SizedSessions(Opener opener) {
        this.opener = opener;
    }

    /**
     * Opens the session for single images; the others open at the first run of their size.
     *
     * @throws OrtException where a session cannot be opened at all
     */
    public static SizedSessions open(Opener opener) throws OrtException {
        var sized = new SizedSessions(opener);
        sized.sessions.put(1, opener.open(1));
        return sized;
    }

    @Override
    public void run(BatchMemory batch, int first, int count) throws SessionException {
        try {
            session(count).run(batch, first, count);
        } catch (SessionException e) {
            if (e.kind() == Kind.OUT_OF_MEMORY && count > 1) {
                close(count); // batches are smaller from now on, and can have its memory
            }
            throw e;
        }
    }

    private BatchSession session(int size) throws SessionException {
        var session = sessions.get(size);
        if (session == null) {
            try {
                session = opener.open(size);
            } catch (OrtException e) {
                throw ModelSession.failure(e);
            }
            sessions.put(size, session);
        }
        return session;
    }

    private void close(int size) {
        var session = sessions.remove(size);
        if (session != null) {
            session.close();
        }
    }

    @Override
    public void close() {
        sessions.values().forEach(BatchSession::close);
        sessions.clear();
    }
}
