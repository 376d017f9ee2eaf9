package io.maskstream.trainer.export;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnxruntime.OrtException;
import io.maskstream.trainer.data.Samples;
import io.maskstream.trainer.evaluation.Evaluation;
import io.maskstream.trainer.evaluation.ExportedModel;
import io.maskstream.trainer.graph.ModelWriter;
import io.maskstream.trainer.network.NetworkDefinition;
import io.maskstream.trainer.pytorch.TorchNetwork;
import io.maskstream.trainer.training.Checkpoint;
import java.io.IOException;
import java.nio.file.Path;
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
     * @param agreement of the float32 graph with the trainer
     * @param conversion of the written file: what fewer bits cost
     */
    public record Exported(Agreement agreement, Conversion.Converted conversion) {
        /** Of the validation images by the written graph; of no images where there were none. */
        public Evaluation evaluation() {
            return conversion.evaluation();
        }
    }

    /**
     * Lowers, compares with the trainer, converts, evaluates, and only then writes the file, whole or not at all.
     *
     * @param graph {@code fast} or {@code plain}
     * @param samples validation images, or none
     * @param properties what the file says of itself, with the evaluation known
     * @throws IOException where the exported graph differs from the trained network, or the file cannot be written
     */
    public Exported export(
            String graph,
            Conversion conversion,
            Samples samples,
            ModelProperties properties,
            Path file,
            IntConsumer progress)
            throws IOException {
        ModelWriter writer = ModelWriter.of(graph);
        try (var trained = new TorchNetwork(network, 0)) {
            checkpoint.restore(trained);
            ModelProto draft = writer.write(network, checkpoint.weights(), Map.of());
            Agreement agreement = agreement(trained, draft, samples);
            var converted = conversion.convert(draft, samples, progress);
            converted.write(properties.asMap(network, checkpoint, converted.evaluation()), file);
            return new Exported(agreement, converted);
        } catch (OrtException e) {
            throw new IOException("ONNX Runtime refuses the exported graph: " + e.getMessage(), e);
        }
    }

    private static Agreement agreement(TorchNetwork trained, ModelProto draft, Samples samples)
            throws OrtException, IOException {
        try (var model = ExportedModel.open(draft)) {
            Agreement agreement = Agreement.of(trained, model, samples);
            if (!agreement.holds()) {
                throw new IOException(
                        "the exported graph is not the trained network: a probability differs by %.2g, more than %.0g; nothing was written"
                                .formatted(Math.max(agreement.random(), agreement.real()), agreement.tolerance()));
            }
            return agreement;
        }
    }
}
