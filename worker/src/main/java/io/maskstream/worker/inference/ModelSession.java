package io.maskstream.worker.inference;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * ONNX Runtime's session of one model, used by one thread at a time: callers queue, first come, first served.
 *
 * <p>Owns the session and its options, which have to outlive it.
 */
final class ModelSession implements AutoCloseable {
    private static final String MESSAGE = " - message: ";

    private final SessionOptions options;
    private final OrtSession session;
    private final ReentrantLock turn = new ReentrantLock(true);

    private ModelSession(SessionOptions options, OrtSession session) {
        this.options = options;
        this.session = session;
    }

    static ModelSession load(ModelFile file, InferenceConfig config) throws ModelContractException {
        var options = new SessionOptions();
        boolean loaded = false;
        try {
            options.setMemoryPatternOptimization(false); // memory grows when the threads that call run() change
            options.setDeterministicCompute(true);
            options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
            if (config.threads() > 0) {
                options.setIntraOpNumThreads(config.threads());
            }
            var environment = OrtEnvironment.getEnvironment();
            environment.setTelemetry(false);
            var session = new ModelSession(options, environment.createSession(file.bytes(), options));
            loaded = true;
            return session;
        } catch (OrtException e) {
            throw new ModelContractException(
                    "the model file %s cannot be loaded by ONNX Runtime (%s); is it an ONNX model, and whole?"
                            .formatted(file.path(), reason(e)),
                    e);
        } finally {
            if (!loaded) {
                options.close();
            }
        }
    }

    /** Checks the graph and its properties against the contract. */
    ModelDescription describe(ModelFile file) throws ModelContractException {
        try {
            return ModelContract.describe(
                    file.sha256(),
                    session.getMetadata().getCustomMetadata(),
                    session.getInputInfo(),
                    session.getOutputInfo());
        } catch (OrtException e) {
            throw new ModelContractException("cannot be described by ONNX Runtime (%s)".formatted(reason(e)), e);
        }
    }

    /**
     * Runs the model on tensors that stay their caller's.
     *
     * @param outputs are written into
     * @return how long the caller waited for its turn
     */
    Duration run(Map<String, OnnxTensor> inputs, Map<String, OnnxTensor> outputs) throws InferenceException {
        long asked = System.nanoTime();
        turn.lock();
        try {
            long began = System.nanoTime();
            session.run(inputs, outputs).close();
            return Duration.ofNanos(began - asked);
        } catch (OrtException e) {
            throw new InferenceException("ONNX Runtime could not run the model (%s).".formatted(reason(e)), e);
        } finally {
            turn.unlock();
        }
    }

    /** What it says, without its error code. */
    private static String reason(OrtException e) {
        String message = String.valueOf(e.getMessage());
        int start = message.indexOf(MESSAGE);
        return start < 0 ? message : message.substring(start + MESSAGE.length());
    }

    @Override
    public void close() {
        turn.lock();
        try {
            session.close();
            options.close();
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime could not close its session", e);
        } finally {
            turn.unlock();
        }
    }
}
