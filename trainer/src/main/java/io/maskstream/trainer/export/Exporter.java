package io.maskstream.trainer.export;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnxruntime.OrtException;
import io.maskstream.trainer.data.Samples;
import io.maskstream.trainer.network.NetworkDefinition;
import io.maskstream.trainer.network.TorchNetwork;
import io.maskstream.trainer.training.AtomicFile;
import io.maskstream.trainer.training.Checkpoint;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

/** Writes a checkpoint as a model file, once it is proved that the file computes what was trained. */
public final class Exporter {
    private final NetworkDefinition network;
    private final Checkpoint checkpoint;

    public Exporter(NetworkDefinition network, Checkpoint checkpoint) {
        this.network = network;
        this.checkpoint = checkpoint;
    }

    /**
     * What came of an export.
     *
     * @param evaluation of the validation images by the exported graph; of no images where there were none
     */
    public record Exported(Agreement agreement, Evaluation evaluation) {}

    /**
     * Lowers, compares with the trainer, evaluates, and only then writes the file, whole or not at all.
     *
     * @param graph {@code fast} or {@code plain}
     * @param samples validation images, or none
     * @param properties what the file says of itself, with the evaluation known
     * @throws IOException where the exported graph differs from the trained network, or the file cannot be written
     */
    public Exported export(String graph, Samples samples, ModelProperties properties, Path file, IntConsumer progress)
            throws IOException {
        Lowering lowering = Lowering.named(graph);
        try (var trained = new TorchNetwork(network, 0)) {
            checkpoint.restore(trained);
            ModelProto draft = ModelWriter.write(network, checkpoint.weights(), lowering, Map.of());
            try (var model = ExportedModel.open(draft)) {
                Agreement agreement = Agreement.of(trained, model, samples);
                if (!agreement.holds()) {
                    throw new IOException(
                            "the exported graph is not the trained network: a probability differs by %.2g, more than %.0g; nothing was written"
                                    .formatted(Math.max(agreement.random(), agreement.real()), Agreement.TOLERANCE));
                }
                Evaluation evaluation = Evaluation.of(model, samples, progress);
                write(draft, properties.asMap(network, checkpoint, evaluation), file);
                return new Exported(agreement, evaluation);
            }
        } catch (OrtException e) {
            throw new IOException("ONNX Runtime refuses the exported graph: " + e.getMessage(), e);
        }
    }

    private static void write(ModelProto draft, Map<String, String> properties, Path file) throws IOException {
        ModelProto.Builder model = draft.toBuilder();
        properties.forEach(
                (name, value) -> model.addMetadataPropsBuilder().setKey(name).setValue(value));
        AtomicFile.write(file, List.of(model.build().toByteString().asReadOnlyByteBuffer()));
    }
}
