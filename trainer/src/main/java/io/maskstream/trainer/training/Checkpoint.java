package io.maskstream.trainer.training;

import io.maskstream.trainer.network.WeightArray;
import io.maskstream.trainer.optimization.Optimizer;
import io.maskstream.trainer.optimization.WeightAverage;
import io.maskstream.trainer.pytorch.TorchNetwork;
import io.maskstream.trainer.storage.Safetensors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** A network's weights in a file, with what they came from, and for going on the optimizer's state too. */
public final class Checkpoint {
    private static final String HISTORY = "history";
    private static final String AVERAGE = "average/";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Safetensors content;
    private final Map<String, String> facts;
    private final List<EpochFigures> history;

    private Checkpoint(Safetensors content, Map<String, String> facts, List<EpochFigures> history) {
        this.content = content;
        this.facts = Map.copyOf(facts);
        this.history = List.copyOf(history);
    }

    /** @param network whose weights it holds */
    static Checkpoint of(Map<String, String> facts, List<EpochFigures> history, TorchNetwork network) {
        var arrays = new LinkedHashMap<String, WeightArray>();
        network.weights().forEach((name, tensor) -> arrays.put(name, arrayOf(tensor)));
        var metadata = new LinkedHashMap<>(facts);
        metadata.put(HISTORY, JSON.writeValueAsString(history));
        return new Checkpoint(new Safetensors(arrays, metadata), facts, history);
    }

    /** With what the optimizer remembers, so that a run can go on. */
    Checkpoint with(Optimizer optimizer) {
        return with("", optimizer.state());
    }

    /** With the average of the weights so far. */
    Checkpoint with(WeightAverage average) {
        return with(AVERAGE, average.network().weights());
    }

    private Checkpoint with(String prefix, Map<String, Tensor> tensors) {
        var arrays = new LinkedHashMap<>(content.arrays());
        tensors.forEach((name, tensor) -> arrays.put(prefix + name, arrayOf(tensor)));
        return new Checkpoint(new Safetensors(arrays, content.metadata()), facts, history);
    }

    void write(Path file) throws IOException {
        content.write(file);
    }

    /** @throws IOException with a sentence where the file is none of this trainer's checkpoints, or damaged */
    public static Checkpoint read(Path file) throws IOException {
        Safetensors content = Safetensors.read(file);
        var facts = new LinkedHashMap<>(content.metadata());
        String history = facts.remove(HISTORY);
        if (history == null) {
            throw new IOException(file + " is not a checkpoint of this trainer: it has no history");
        }
        try {
            return new Checkpoint(content, facts, JSON.readValue(history, new TypeReference<>() {}));
        } catch (JacksonException e) {
            throw new IOException(file + " is not a checkpoint of this trainer: its history is damaged", e);
        }
    }

    /** Words about the run, such as network, data and settings. */
    public Map<String, String> facts() {
        return facts;
    }

    /** Figures of all epochs so far; never empty. */
    public List<EpochFigures> history() {
        return history;
    }

    /** Kernels, in PyTorch's order of axes, biases and the like by name; what training needs to go on too, where it was saved. */
    public Map<String, WeightArray> weights() {
        return content.arrays();
    }

    /** Gives a network of the same definition these weights. */
    public void restore(TorchNetwork network) throws IOException {
        restore("", network.weights());
    }

    void restore(Optimizer optimizer) throws IOException {
        restore("", optimizer.state());
    }

    void restore(WeightAverage average) throws IOException {
        restore(AVERAGE, average.network().weights());
    }

    private void restore(String prefix, Map<String, Tensor> targets) throws IOException {
        for (var entry : targets.entrySet()) {
            restore(prefix + entry.getKey(), entry.getValue());
        }
    }

    private void restore(String name, Tensor target) throws IOException {
        WeightArray array = content.arrays().get(name);
        if (array == null || !array.shape().equals(shapeOf(target))) {
            throw new IOException(
                    "the checkpoint's %s is of shape %s, the network's of shape %s: it is of another network"
                            .formatted(name, array == null ? "none" : array.shape(), shapeOf(target)));
        }
        try (var scope = new PointerScope();
                var guard = new NoGradGuard()) {
            long[] shape = array.shape().stream().mapToLong(Long::longValue).toArray();
            target.copy_(torch.from_blob(new FloatPointer(array.values()), shape, new TensorOptions(ScalarType.Float)));
        }
    }

    private static WeightArray arrayOf(Tensor tensor) {
        try (var scope = new PointerScope()) {
            Tensor rows = Objects.requireNonNull(tensor.detach()).cpu().contiguous();
            float[] values = new float[(int) rows.numel()];
            rows.data_ptr_float().get(values);
            return new WeightArray(shapeOf(tensor), values);
        }
    }

    private static List<Long> shapeOf(Tensor tensor) {
        var shape = new ArrayList<Long>();
        for (int axis = 0; axis < tensor.dim(); axis++) {
            shape.add(tensor.size(axis));
        }
        return shape;
    }
}
