package io.maskstream.worker.inference;

import ai.onnxruntime.OrtException;
import io.maskstream.worker.inference.device.Buckets;
import io.maskstream.worker.inference.device.CudaErrors;
import io.maskstream.worker.inference.device.CudaOptions;
import io.maskstream.worker.inference.device.CudaProbe;
import io.maskstream.worker.inference.device.DeviceChoice;
import io.maskstream.worker.inference.device.DeviceException;
import io.maskstream.worker.inference.device.DeviceReport;
import io.maskstream.worker.inference.model.ModelContractException;
import io.maskstream.worker.inference.model.ModelDescription;
import io.maskstream.worker.inference.model.ModelFile;
import io.maskstream.worker.inference.session.BatchMemory;
import io.maskstream.worker.inference.session.BatchSession;
import io.maskstream.worker.inference.session.BatchSession.SessionException;
import io.maskstream.worker.inference.session.ModelSession;
import io.maskstream.worker.inference.session.SizedSessions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A model, warm and ready to run. Thread-safe: images of all callers meet in its batches, each of its sessions is run by one
 * thread, and the same pixels give the same mask, whoever else is calling.
 *
 * <p>Close it when nobody runs it any more: what was filled is run to its end, lanes that were not are never answered. Masks of
 * inferences that are open stay readable.
 */
public final class SegmentationModel implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SegmentationModel.class);
    private static final int IMAGES_ON_CUDA = 32;

    private final ModelDescription description;
    private final DeviceReport device;
    private final SessionThreads threads;

    private SegmentationModel(ModelDescription description, DeviceReport device, SessionThreads threads) {
        this.description = description;
        this.device = device;
        this.threads = threads;
    }

    /**
     * Reads the file, checks it against the model contract, and runs each batch size once on each session, so that the first
     * images are not slow.
     *
     * @throws ModelContractException where it is not a model that this worker can serve
     * @throws DeviceException where CUDA is asked for and does not work
     */
    public static SegmentationModel open(Path onnx, InferenceConfig config, InferenceObserver observer)
            throws ModelContractException, DeviceException {
        return open(onnx, config, observer, CudaProbe.ofThisMachine());
    }

    static SegmentationModel open(Path onnx, InferenceConfig config, InferenceObserver observer, CudaProbe probe)
            throws ModelContractException, DeviceException {
        var file = ModelFile.read(onnx);
        var description = describe(file);
        var choice = config.device();
        if (choice.kind() == DeviceChoice.Kind.CPU) {
            return onCpu(file, description, config, observer, Optional.empty());
        }
        String obstacle;
        var found = probe.obstacle();
        if (found.isPresent()) {
            obstacle = found.get();
        } else {
            try {
                return onCuda(file, description, config, observer);
            } catch (OrtException e) {
                String reason = ModelSession.reason(e);
                obstacle = CudaErrors.explain(reason, choice.index());
                if (CudaErrors.isWrongOption(reason)) {
                    throw new DeviceException(
                            "device=%s cannot be used as it is set: %s.".formatted(choice, obstacle), e);
                }
            } catch (SessionException e) {
                obstacle = CudaErrors.explain(e.reason(), choice.index());
            } catch (UnsatisfiedLinkError e) {
                obstacle = CudaErrors.explain(String.valueOf(e.getMessage()), choice.index());
            }
        }
        if (choice.kind() == DeviceChoice.Kind.CUDA) {
            throw new DeviceException("device=%s cannot be used: %s.".formatted(choice, obstacle));
        }
        String fallback = "CUDA is not used: %s.".formatted(obstacle);
        LOG.info("the model runs on the CPU: why={}", fallback);
        return onCpu(file, description, config, observer, Optional.of(fallback));
    }

    /** By a session on the CPU, which every build has, so that what is wrong with a file is not taken for the GPU's fault. */
    private static ModelDescription describe(ModelFile file) throws ModelContractException {
        try (var session = ModelSession.toDescribe(file)) {
            return session.describe(file);
        } catch (OrtException e) {
            throw new ModelContractException(
                    "the model file %s cannot be loaded by ONNX Runtime (%s); is it an ONNX model, and whole?"
                            .formatted(file.path(), ModelSession.reason(e)),
                    e);
        } catch (ModelContractException e) {
            throw new ModelContractException("the model file %s %s".formatted(file.path(), e.getMessage()), e);
        }
    }

    private static SegmentationModel onCpu(
            ModelFile file,
            ModelDescription description,
            InferenceConfig config,
            InferenceObserver observer,
            Optional<String> fallback)
            throws ModelContractException {
        int sessions = config.sessionsOnCpu();
        var buckets = Buckets.exact(maxBatch(file, description, config, 1));
        try {
            var threads = start(
                    sessions,
                    () -> ModelSession.onCpu(file, config.threadsOnCpu(), sessions == 1),
                    description,
                    buckets,
                    config,
                    observer);
            return new SegmentationModel(description, new DeviceReport("cpu", fallback), threads);
        } catch (OrtException e) {
            throw unrunnable(file, ModelSession.reason(e), e);
        } catch (SessionException e) {
            throw unrunnable(file, e.reason(), e);
        }
    }

    private static ModelContractException unrunnable(ModelFile file, String reason, Exception cause) {
        return new ModelContractException(
                "the model file %s loads but does not run; export it again. ONNX Runtime could not run the model (%s)."
                        .formatted(file.path(), reason),
                cause);
    }

    private static SegmentationModel onCuda(
            ModelFile file, ModelDescription description, InferenceConfig config, InferenceObserver observer)
            throws ModelContractException, DeviceException, OrtException, SessionException {
        int index = config.device().index();
        var options = CudaOptions.of(index, config.cudaOptions());
        var buckets = Buckets.doubling(maxBatch(file, description, config, IMAGES_ON_CUDA));
        int count = Math.max(1, config.sessions());
        var threads = start(
                count,
                () -> SizedSessions.open(
                        size -> ModelSession.onCuda(file, CudaOptions.share(options, size, buckets, count))),
                description,
                buckets,
                config,
                observer);
        return new SegmentationModel(description, DeviceReport.of("cuda:" + index), threads);
    }

    private static int maxBatch(ModelFile file, ModelDescription description, InferenceConfig config, int auto)
            throws ModelContractException {
        int most = shape(description).mostImages();
        if (config.maxBatch() > most) {
            throw new ModelContractException(
                    "batch.max is %d, and of the model file %s a batch holds at most %d images; lower it"
                            .formatted(config.maxBatch(), file.path(), most));
        }
        return config.maxBatch() == 0 ? Math.min(auto, most) : config.maxBatch();
    }

    private static BatchMemory.Shape shape(ModelDescription description) {
        return new BatchMemory.Shape(
                description.width(), description.height(), description.classes().size());
    }

    private interface Loader {
        BatchSession load() throws OrtException;
    }

    private static SessionThreads start(
            int count,
            Loader loader,
            ModelDescription description,
            Buckets buckets,
            InferenceConfig config,
            InferenceObserver observer)
            throws OrtException, SessionException {
        var sessions = new ArrayList<BatchSession>();
        boolean loaded = false;
        try {
            for (int i = 0; i < count; i++) {
                sessions.add(loader.load());
            }
            loaded = true;
        } finally {
            if (!loaded) {
                sessions.forEach(BatchSession::close);
            }
        }
        // For each session one that runs and one that is filled; the others are being filled, or their masks read.
        int batches = 2 * count + 2;
        var batcher = new Batcher(shape(description), buckets.largest(), batches, config.maxDelay(), System::nanoTime);
        return SessionThreads.start(sessions, batcher, buckets, observer);
    }

    public ModelDescription description() {
        return description;
    }

    /** Where the model runs. */
    public DeviceReport device() {
        return device;
    }

    /**
     * The next free lane of the batch that is filling. Blocks while no batch has room, which is for ever where the device is lost.
     *
     * @throws IllegalStateException where the model is closed
     */
    public Lane reserve() throws InterruptedException {
        return threads.batcher().reserve();
    }

    @Override
    public void close() {
        threads.close();
    }
}
