package io.maskstream.worker.inference;

import ai.onnxruntime.OrtException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A model, warm and ready to run. Thread-safe: callers take turns at its one session, in the order in which they came.
 *
 * <p>It owns the session and all {@link InferenceBuffers}: what is given back is kept for the next caller, so there are as many
 * as there ever were callers at once. Close it when nobody runs it any more; buffers that are lent out then are freed as they
 * come back. The same pixels give the same mask, whoever else is calling.
 */
public final class SegmentationModel implements AutoCloseable {
    private final ModelDescription description;
    private final ModelSession session;
    private final Object lock = new Object();
    private final Deque<InferenceBuffers> idle = new ArrayDeque<>();
    private boolean closed;

    private SegmentationModel(ModelDescription description, ModelSession session) {
        this.description = description;
        this.session = session;
    }

    /**
     * Reads the file, checks it against the model contract and runs it once, so that the first image is not slow.
     *
     * @throws ModelContractException where it is not a model that this worker can serve
     */
    public static SegmentationModel open(Path onnx, InferenceConfig config) throws ModelContractException {
        var file = ModelFile.read(onnx);
        var session = ModelSession.load(file, config);
        var model = new SegmentationModel(describe(file, session), session);
        try (var buffers = model.borrow()) {
            buffers.run();
            return model;
        } catch (InferenceException e) {
            model.close();
            throw new ModelContractException(
                    "the model file %s loads but does not run; export it again. %s".formatted(onnx, e.getMessage()), e);
        }
    }

    private static ModelDescription describe(ModelFile file, ModelSession session) throws ModelContractException {
        try {
            return session.describe(file);
        } catch (ModelContractException e) {
            session.close();
            throw new ModelContractException("the model file %s %s".formatted(file.path(), e.getMessage()), e);
        }
    }

    public ModelDescription description() {
        return description;
    }

    /** Where the model runs: {@code cpu}. */
    public String device() {
        return "cpu";
    }

    /** Lends buffers for one image; closing them gives them back. */
    public InferenceBuffers borrow() throws InferenceException {
        synchronized (lock) {
            if (closed) {
                throw new InferenceException("The model has been closed, because the worker is stopping.");
            }
            var kept = idle.poll();
            if (kept != null) {
                return kept;
            }
        }
        try {
            return new InferenceBuffers(this, description);
        } catch (OrtException e) {
            throw new InferenceException("ONNX Runtime gave no tensors (%s).".formatted(e.getMessage()), e);
        }
    }

    ModelSession session() {
        return session;
    }

    void giveBack(InferenceBuffers buffers) {
        synchronized (lock) {
            if (!closed) {
                if (!idle.contains(buffers)) { // given back twice, it would be lent to two callers at once
                    idle.push(buffers);
                }
                return;
            }
        }
        buffers.free();
    }

    @Override
    public void close() {
        synchronized (lock) {
            if (closed) {
                return;
            }
            closed = true;
        }
        idle.forEach(InferenceBuffers::free);
        session.close();
    }
}
