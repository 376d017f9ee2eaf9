package io.maskstream.worker.inference.session;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.providers.OrtCUDAProviderOptions;
import io.maskstream.imaging.natives.OnnxRuntimeLibraries;
import io.maskstream.worker.inference.device.CudaErrors;
import io.maskstream.worker.inference.model.ModelContract;
import io.maskstream.worker.inference.model.ModelContractException;
import io.maskstream.worker.inference.model.ModelDescription;
import io.maskstream.worker.inference.model.ModelFile;
import io.maskstream.worker.inference.session.BatchSession.SessionException.Kind;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;

/**
 * ONNX Runtime's session of one model. Owns the session, its options, which have to outlive it, and tensors over the memory of
 * batches, which are made once for each size.
 */
public final class ModelSession implements BatchSession {
    private static final String SPINNING = "session.intra_op.allow_spinning";
    private static final String MESSAGE = " - message: ";

    private final SessionOptions options;
    private final OrtSession session;
    private final Map<BatchMemory, Map<Integer, Tensors>> prefixes = new HashMap<>();

    private ModelSession(SessionOptions options, OrtSession session) {
        this.options = options;
        this.session = session;
    }

    /** A session that is quick to load and slow to run. */
    public static ModelSession toDescribe(ModelFile file) throws OrtException {
        return load(file, options -> options.setOptimizationLevel(SessionOptions.OptLevel.NO_OPT));
    }

    /** A session on the CPU; without spinning its threads leave the cores to others as soon as they have nothing to do. */
    public static ModelSession onCpu(ModelFile file, int threads, boolean spinning) throws OrtException {
        return load(file, options -> {
            options.setIntraOpNumThreads(threads);
            options.addConfigEntry(SPINNING, spinning ? "1" : "0");
        });
    }

    /** A session on a GPU. */
    public static ModelSession onCuda(ModelFile file, Map<String, String> cudaOptions) throws OrtException {
        OnnxRuntimeLibraries.prepareCuda();
        try (var cuda = new OrtCUDAProviderOptions()) {
            for (var option : cudaOptions.entrySet()) {
                cuda.add(option.getKey(), option.getValue());
            }
            return load(file, options -> {
                options.addCUDA(cuda);
                options.addConfigEntry(SPINNING, "0"); // the cores are for decoding
            });
        }
    }

    private interface Setup {
        void apply(SessionOptions options) throws OrtException;
    }

    private static ModelSession load(ModelFile file, Setup setup) throws OrtException {
        OnnxRuntimeLibraries.prepare();
        var options = new SessionOptions();
        boolean loaded = false;
        try {
            options.setMemoryPatternOptimization(false); // memory grows where the sizes of batches change
            options.setDeterministicCompute(true);
            options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL); // what fails is said by its exception
            setup.apply(options);
            var environment = OrtEnvironment.getEnvironment();
            environment.setTelemetry(false);
            var session = new ModelSession(options, environment.createSession(file.bytes(), options));
            loaded = true;
            return session;
        } finally {
            if (!loaded) {
                options.close();
            }
        }
    }

    /** Checks the graph and its properties against the contract. */
    public ModelDescription describe(ModelFile file) throws ModelContractException {
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

    @Override
    public void run(BatchMemory batch, int first, int count) throws SessionException {
        try {
            if (first == 0) {
                run(prefix(batch, count));
            } else {
                try (var part = new Tensors(batch, first, count)) {
                    run(part);
                }
            }
        } catch (OrtException e) {
            throw failure(e);
        }
    }

    /** What it means for the batch. */
    static SessionException failure(OrtException e) {
        String reason = reason(e);
        var kind = CudaErrors.isLost(reason)
                ? Kind.DEVICE_LOST
                : CudaErrors.isOutOfMemory(reason) ? Kind.OUT_OF_MEMORY : Kind.FAILED;
        return new SessionException(kind, reason, e);
    }

    private void run(Tensors tensors) throws OrtException {
        session.run(tensors.inputs, tensors.outputs).close();
    }

    private Tensors prefix(BatchMemory batch, int count) throws OrtException {
        var ofBatch = prefixes.computeIfAbsent(batch, unknown -> new HashMap<>());
        var tensors = ofBatch.get(count);
        if (tensors == null) {
            tensors = new Tensors(batch, 0, count);
            ofBatch.put(count, tensors);
        }
        return tensors;
    }

    /** What it says, without its error code. */
    public static String reason(OrtException e) {
        String message = String.valueOf(e.getMessage());
        int start = message.indexOf(MESSAGE);
        return start < 0 ? message : message.substring(start + MESSAGE.length());
    }

    @Override
    public void close() {
        prefixes.values().forEach(ofBatch -> ofBatch.values().forEach(Tensors::close));
        prefixes.clear();
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime could not close its session", e);
        } finally {
            options.close();
        }
    }

    /** Tensors over some lanes of a batch, whose memory they read and write. */
    private static final class Tensors implements AutoCloseable {
        final Map<String, OnnxTensor> inputs;
        final Map<String, OnnxTensor> outputs;

        Tensors(BatchMemory batch, int first, int count) throws OrtException {
            var shape = batch.shape();
            int height = shape.height();
            int width = shape.width();
            var image = tensor(batch.input(first, count), count, height, width, BatchMemory.Shape.CHANNELS);
            var mask = tensor(batch.mask(first, count), count, height, width);
            var probabilities = tensor(batch.probabilities(first, count), count, height, width, shape.classes());
            inputs = Map.of(ModelContract.IMAGE, image);
            outputs = Map.of(ModelContract.MASK, mask, ModelContract.PROBABILITIES, probabilities);
        }

        private static OnnxTensor tensor(ByteBuffer buffer, long... shape) throws OrtException {
            return OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), buffer, shape, OnnxJavaType.UINT8);
        }

        @Override
        public void close() {
            inputs.values().forEach(OnnxTensor::close);
            outputs.values().forEach(OnnxTensor::close);
        }
    }
}
