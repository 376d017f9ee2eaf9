package io.maskstream.worker.inference;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;

/**
 * The pixels of one image on their way in, and its mask on its way out, in memory that the session reads and writes itself.
 *
 * <p>Lent by {@link SegmentationModel#borrow} to one caller at a time; {@link #close} gives it back. Fill {@link #input}, then
 * {@link #run}, then read {@link #mask} and {@link #probabilities} before it is given back.
 */
public final class InferenceBuffers implements AutoCloseable {
    private final SegmentationModel owner;
    private final ByteBuffer input;
    private final ByteBuffer mask;
    private final ByteBuffer probabilities;
    private final OnnxTensor inputTensor;
    private final OnnxTensor maskTensor;
    private final OnnxTensor probabilitiesTensor;

    InferenceBuffers(SegmentationModel owner, ModelDescription model) throws OrtException {
        this.owner = owner;
        int pixels = model.width() * model.height();
        int classes = model.classes().size();
        input = ByteBuffer.allocateDirect(pixels * 3);
        mask = ByteBuffer.allocateDirect(pixels);
        probabilities = ByteBuffer.allocateDirect(Math.multiplyExact(pixels, classes));
        inputTensor = tensor(input, 1, model.height(), model.width(), 3);
        maskTensor = tensor(mask, 1, model.height(), model.width());
        probabilitiesTensor = tensor(probabilities, 1, model.height(), model.width(), classes);
    }

    private static OnnxTensor tensor(ByteBuffer buffer, long... shape) throws OrtException {
        return OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), buffer, shape, OnnxJavaType.UINT8);
    }

    /** A direct buffer for {@code height * width * 3} bytes of RGB rows from the top, at position 0. */
    public ByteBuffer input() {
        return input.clear();
    }

    /**
     * Runs the model on what is in the input; blocks until it is this caller's turn.
     *
     * @return how long it waited for its turn
     */
    public Duration run() throws InferenceException {
        return owner.session()
                .run(
                        Map.of(ModelContract.IMAGE, inputTensor),
                        Map.of(ModelContract.MASK, maskTensor, ModelContract.PROBABILITIES, probabilitiesTensor));
    }

    /** A copy of the last run's mask: {@code height * width} class ids, in rows from the top. */
    public byte[] mask() {
        return copy(mask);
    }

    /** A copy of the last run's probabilities: {@code height * width * classes} values of 0 to 255, unsigned, class by class for each pixel. */
    public byte[] probabilities() {
        return copy(probabilities);
    }

    private static byte[] copy(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.capacity()];
        buffer.get(0, bytes);
        return bytes;
    }

    @Override
    public void close() {
        owner.giveBack(this);
    }

    /** Frees the tensors; the buffers go with the last reference to them. */
    void free() {
        inputTensor.close();
        maskTensor.close();
        probabilitiesTensor.close();
    }
}
