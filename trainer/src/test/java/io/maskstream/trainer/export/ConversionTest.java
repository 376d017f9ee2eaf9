package io.maskstream.trainer.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnxruntime.OrtException;
import io.maskstream.trainer.data.Samples;
import io.maskstream.trainer.evaluation.ExportedModel;
import io.maskstream.trainer.fixture.TinyNetworks;
import io.maskstream.trainer.fixture.TinyRun;
import io.maskstream.trainer.fixture.TinySamples;
import io.maskstream.trainer.graph.ModelWriter;
import io.maskstream.trainer.network.NetworkDefinition;
import io.maskstream.trainer.precision.Precision;
import io.maskstream.trainer.training.Checkpoint;
import io.maskstream.trainer.training.Trainer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ConversionTest {
    private final Path folder;

    ConversionTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @ParameterizedTest
    @EnumSource
    void shouldKeepAlmostAllClassesInEightBitsWhateverTheShape(AnyShape shape) throws IOException, OrtException {
        assertThat(agreement(shape, Precision.INT8)).isGreaterThan(0.85);
    }

    @ParameterizedTest
    @EnumSource
    void shouldKeepClassesInHalfPrecisionWhateverTheShape(AnyShape shape) throws IOException, OrtException {
        assertThat(agreement(shape, Precision.FP16)).isGreaterThan(0.98);
    }

    @Test
    void shouldDoAllSumsInIntegers() throws IOException, OrtException {
        // Given
        Samples samples = TinySamples.coloured(6, 16, 16, 4);
        ModelProto draft = draft(TinyNetworks.normalised(16, 16), samples, "fast");

        // When
        ModelProto quantized = Precision.INT8.convert(draft, samples);

        // Then: what each convolution and sum takes are floats of numbers, and what it gives becomes numbers
        for (NodeProto node : quantized.getGraph().getNodeList()) {
            if (node.getOpType().equals("Conv") || node.getOpType().equals("Add")) {
                assertThat(node.getInputList()).allSatisfy(input -> assertThat(operatorOf(quantized, input))
                        .isEqualTo("DequantizeLinear"));
                assertThat(quantized.getGraph().getNodeList())
                        .filteredOn(taker -> taker.getInputList().contains(node.getOutput(0)))
                        .extracting(NodeProto::getOpType)
                        .containsExactly("QuantizeLinear");
            }
        }
        assertThat(quantized.getGraph().getNodeList())
                .extracting(NodeProto::getOpType)
                .contains("Conv", "Add", "DepthToSpace")
                .doesNotContain("Relu");
    }

    @Test
    void shouldRefuseAPlainGraphInEightBits() throws IOException {
        // Given
        Samples samples = TinySamples.coloured(6, 16, 16, 4);
        ModelProto plain = draft(TinyNetworks.hourglass(16, 16), samples, "plain");

        // When
        // Then
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Precision.INT8.convert(plain, samples))
                .withMessageContaining("fast graph");
    }

    @Test
    void shouldWriteNothingWhereMasksDifferTooMuch() throws IOException {
        // Given
        Samples samples = TinySamples.coloured(6, 16, 16, 4);
        Path model = folder.resolve("tiny.onnx");
        Files.write(
                model, draft(TinyNetworks.hourglass(16, 16), samples, "fast").toByteArray());
        Path out = folder.resolve("tiny-int8.onnx");

        // When: ranges are learned from black images, so that all else is cut off
        var conversion = new Conversion(Precision.INT8, black(), 0.999);

        // Then
        assertThatIOException()
                .isThrownBy(() -> conversion.convert(model, samples, out, done -> {}))
                .withMessageContaining("--min-agreement")
                .withMessageContaining("nothing was written");
        assertThat(out).doesNotExist();
    }

    @Test
    void shouldSayInTheFileWhatThePrecisionCosts() throws IOException {
        // Given
        Samples samples = TinySamples.coloured(6, 16, 16, 4);
        Path model = folder.resolve("tiny.onnx");
        ModelProto draft = draft(TinyNetworks.hourglass(16, 16), samples, "fast");
        Files.write(
                model,
                draft.toBuilder()
                        .addMetadataProps(StringStringEntryProto.newBuilder()
                                .setKey("maskstream.name")
                                .setValue("tiny"))
                        .build()
                        .toByteArray());
        Path out = folder.resolve("tiny-fp16.onnx");

        // When
        new Conversion(Precision.FP16, TinySamples.none(16, 16), 0.9).convert(model, samples, out, done -> {});

        // Then
        try (var written = ExportedModel.open(out)) {
            assertThat(written.properties())
                    .containsEntry("maskstream.name", "tiny")
                    .containsEntry("maskstream.precision", "fp16");
            assertThat(written.properties().get("maskstream.agreement")).contains("pixelsAgreeing", "\"images\":6");
            assertThat(written.properties().get("maskstream.validation")).contains("boundaryF1");
        }
    }

    @Test
    void shouldWriteNothingThatWasNotCompared() throws IOException {
        // Given
        Samples samples = TinySamples.coloured(6, 16, 16, 4);
        Path model = folder.resolve("tiny.onnx");
        Files.write(
                model, draft(TinyNetworks.hourglass(16, 16), samples, "fast").toByteArray());
        Path out = folder.resolve("tiny-fp16.onnx");
        var conversion = new Conversion(Precision.FP16, TinySamples.none(16, 16), 0);

        // When
        // Then
        assertThatIOException()
                .isThrownBy(() -> conversion.convert(model, TinySamples.none(16, 16), out, done -> {}))
                .withMessageContaining("without a validation image");
        assertThat(out).doesNotExist();
    }

    @Test
    void shouldSayThatThereIsNothingToLearnRangesFrom() throws IOException {
        // Given
        Samples samples = TinySamples.coloured(6, 16, 16, 4);
        ModelProto draft = draft(TinyNetworks.hourglass(16, 16), samples, "fast");

        // When
        // Then
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Precision.INT8.convert(draft, TinySamples.none(16, 16)))
                .withMessageContaining("training images, and there are none");
    }

    private double agreement(AnyShape shape, Precision precision) throws IOException, OrtException {
        NetworkDefinition network = shape.definition();
        Samples samples = TinySamples.coloured(6, network.width(), network.height(), 4);
        ModelProto draft = draft(network, samples, "fast");
        int same = 0;
        int all = 0;
        try (var before = ExportedModel.open(draft);
                var after = ExportedModel.open(precision.convert(draft, samples))) {
            for (int index = 0; index < samples.count(); index++) {
                var image = samples.pixels().duplicate().position(index * samples.imageBytes());
                byte[] expected = before.predict(image).mask();
                byte[] mask = after.predict(image).mask();
                for (int pixel = 0; pixel < mask.length; pixel++) {
                    same += mask[pixel] == expected[pixel] ? 1 : 0;
                    all++;
                }
            }
        }
        return (double) same / all;
    }

    /** Of a network that has seen the samples a few times, so that it is sure of most pixels. */
    private ModelProto draft(NetworkDefinition network, Samples samples, String graph) throws IOException {
        TinyRun.train(network, samples, samples, TinyRun.config(10, 1), folder, new TinyRun.Unheard());
        var checkpoint = Checkpoint.read(folder.resolve(Trainer.BEST));
        return ModelWriter.of(graph).write(network, checkpoint.weights(), Map.of());
    }

    private static Samples black() {
        return new Samples(
                List.of("black"), 16, 16, ByteBuffer.allocateDirect(16 * 16 * 3), ByteBuffer.allocateDirect(16 * 16));
    }

    private static String operatorOf(ModelProto model, String value) {
        return model.getGraph().getNodeList().stream()
                .filter(node -> node.getOutput(0).equals(value))
                .map(NodeProto::getOpType)
                .findFirst()
                .orElse("constant");
    }
}
