package io.maskstream.bench.bare;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.TensorInfo;
import io.maskstream.imaging.natives.OnnxRuntimeLibraries;
import io.maskstream.worker.inference.device.DeviceException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Map;

/**
 * ONNX Runtime's session of a model and nothing else: pixels lie in a direct buffer, outputs are written into direct buffers.
 *
 * <p>Owns the session, its options and its tensors. Used by one thread at a time.
 */
public final class BareSession implements Loop.Step, AutoCloseable {
    private final SessionOptions options;
    private final OrtSession session;
    private final int batch;
    private final ByteBuffer image;
    private final ByteBuffer mask;
    private final ByteBuffer probabilities;
    private final Map<String, OnnxTensor> inputs;
    private final Map<String, OnnxTensor> outputs;

    private BareSession(SessionOptions options, OrtSession session, int batch) throws OrtException {
        this.options = options;
        this.session = session;
        this.batch = batch;
        long[] imageShape = shape(session.getInputInfo(), "image", batch);
        long[] maskShape = shape(session.getOutputInfo(), "mask", batch);
        long[] probabilitiesShape = shape(session.getOutputInfo(), "probabilities", batch);
        image = buffer(imageShape);
        mask = buffer(maskShape);
        probabilities = buffer(probabilitiesShape);
        inputs = Map.of("image", tensor(image, imageShape));
        outputs = Map.of("mask", tensor(mask, maskShape), "probabilities", tensor(probabilities, probabilitiesShape));
    }

    /**
     * Loads a model.
     *
     * @param threads of one call
     * @param batch images in each call
     * @throws IOException with a sentence where ONNX Runtime refuses the model or the device
     */
    public static BareSession open(Path model, SessionDevice device, int threads, int batch) throws IOException {
        if (device.isCpu()) {
            OnnxRuntimeLibraries.prepare();
        } else {
            OnnxRuntimeLibraries.prepareCuda();
        }
        var options = new SessionOptions();
        boolean opened = false;
        try {
            options.setMemoryPatternOptimization(false);
            options.setDeterministicCompute(true);
            options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
            options.setIntraOpNumThreads(threads);
            device.addTo(options);
            var environment = OrtEnvironment.getEnvironment();
            environment.setTelemetry(false);
            var session = new BareSession(options, environment.createSession(model.toString(), options), batch);
            opened = true;
            return session;
        } catch (OrtException refused) {
            throw new IOException(
                    "ONNX Runtime does not run %s on %s: %s".formatted(model, device.name(), refused.getMessage()),
                    refused);
        } catch (DeviceException refused) {
            throw new IOException(String.valueOf(refused.getMessage()), refused);
        } finally {
            if (!opened) {
                options.close();
            }
        }
    }

    private static long[] shape(Map<String, NodeInfo> values, String name, int batch) {
        var node = values.get(name);
        if (node == null || !(node.getInfo() instanceof TensorInfo tensor)) {
            throw new IllegalArgumentException(
                    "the model has no %s; `maskstream worker` says what a model must have".formatted(name));
        }
        long[] shape = tensor.getShape().clone();
        shape[0] = batch;
        return shape;
    }

    private static ByteBuffer buffer(long... shape) {
        long size = 1;
        for (long length : shape) {
            size = Math.multiplyExact(size, length);
        }
        return ByteBuffer.allocateDirect(Math.toIntExact(size));
    }

    private static OnnxTensor tensor(ByteBuffer buffer, long... shape) throws OrtException {
        return OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), buffer, shape, OnnxJavaType.UINT8);
    }

    /** Height and width of an image, in pixels. */
    public int[] size() {
        try {
            long[] shape = shape(session.getInputInfo(), "image", batch);
            return new int[] {(int) shape[1], (int) shape[2]};
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime does not describe a model that it loaded", e);
        }
    }

    /** The direct buffer of the batch's pixels, at position 0. */
    public ByteBuffer image() {
        return image.clear();
    }

    @Override
    public int run() {
        try {
            session.run(inputs, outputs).close();
            return batch;
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime failed on a model that it had loaded: " + e.getMessage(), e);
        }
    }

    /** A copy of the last run's class ids. */
    public byte[] mask() {
        return copy(mask);
    }

    /** A copy of the last run's probabilities, 0 to 255 unsigned. */
    public byte[] probabilities() {
        return copy(probabilities);
    }

    void copyMask(byte[] target) {
        mask.get(0, target);
    }

    void copyProbabilities(byte[] target) {
        probabilities.get(0, target);
    }

    private static byte[] copy(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.capacity()];
        buffer.get(0, bytes);
        return bytes;
    }

    @Override
    public void close() {
        inputs.values().forEach(OnnxTensor::close);
        outputs.values().forEach(OnnxTensor::close);
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime could not close its session: " + e.getMessage(), e);
        }
        options.close();
    }
}
