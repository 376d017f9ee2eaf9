package io.maskstream.trainer.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.TensorShapeProto.Dimension;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.maskstream.trainer.data.Samples;
import io.maskstream.trainer.evaluation.ExportedModel;
import io.maskstream.trainer.evaluation.ExportedModel.Prediction;
import io.maskstream.trainer.fixture.TinyNetworks;
import io.maskstream.trainer.fixture.TinyRun;
import io.maskstream.trainer.fixture.TinySamples;
import io.maskstream.trainer.network.NetworkDefinition;
import io.maskstream.trainer.precision.Precision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** What a worker relies on in a model file. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ModelContractTest {
    private static final NetworkDefinition NETWORK = TinyNetworks.hourglass(16, 24);
    private static final Samples SAMPLES = TinySamples.coloured(5, 16, 24, 4);

    private final Path folder;

    ModelContractTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @BeforeAll
    void export() throws IOException {
        var exporter = new Exporter(NETWORK, TinyRun.oneEpoch(NETWORK, SAMPLES, folder));
        var properties = new ModelProperties("3", "drawn here", "CC0-1.0", "0123abc");
        for (String graph : new String[] {"plain", "fast"}) {
            exporter.export(
                    graph, new Conversion(Precision.FP32, SAMPLES, 1), SAMPLES, properties, file(graph), done -> {});
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "fast"})
    void shouldTakeAnyNumberOfImagesAndGiveBytes(String graph) throws IOException {
        // When
        ModelProto model = read(graph);

        // Then
        assertThat(model.getOpsetImportList()).singleElement().satisfies(opset -> {
            assertThat(opset.getDomain()).isEmpty();
            assertThat(opset.getVersion()).isEqualTo(17);
        });
        assertThat(model.getGraph().getInputList())
                .extracting(ModelContractTest::describe)
                .containsExactly("image UINT8 [N, 24, 16, 3]");
        assertThat(model.getGraph().getOutputList())
                .extracting(ModelContractTest::describe)
                .containsExactly("mask UINT8 [N, 24, 16]", "probabilities UINT8 [N, 24, 16, 3]");
    }

    @Test
    void shouldSayWhatItIs() throws IOException {
        // When
        Map<String, String> properties = read("fast").getMetadataPropsList().stream()
                .collect(Collectors.toMap(StringStringEntryProto::getKey, StringStringEntryProto::getValue));

        // Then
        assertThat(properties)
                .containsEntry("maskstream.contract", "1")
                .containsEntry("maskstream.name", "tiny")
                .containsEntry("maskstream.version", "3")
                .containsEntry("maskstream.resize", "area")
                .containsEntry("maskstream.dataset", "drawn here")
                .containsEntry("maskstream.licence", "CC0-1.0")
                .containsEntry("maskstream.source-commit", "0123abc");
        assertThat(properties.get("maskstream.classes"))
                .isEqualTo("[{\"id\":0,\"name\":\"pet\",\"color\":\"#FF8C1A\"},"
                        + "{\"id\":1,\"name\":\"background\",\"color\":\"#1F2937\"},"
                        + "{\"id\":2,\"name\":\"outline\",\"color\":\"#FFFFFF\"}]");
        assertThat(properties.get("maskstream.training")).contains("\"network\":\"tiny\"");
        var figures = JsonMapper.shared().readTree(properties.get("maskstream.validation"));
        assertThat(figures.propertyNames())
                .containsExactly(
                        "images",
                        "validationLoss",
                        "meanIoU",
                        "iouPerClass",
                        "pixelAccuracy",
                        "boundaryF1",
                        "meanDice",
                        "dicePerClass",
                        "expectedCalibrationError",
                        "confusionMatrix");
        assertThat(figures.path("images").asInt()).isEqualTo(5);
        assertThat(figures.path("iouPerClass").size()).isEqualTo(3);
    }

    @Test
    void shouldHaveNoTransposedConvolutionInItsFastGraph() throws IOException {
        assertThat(read("plain").getGraph().getNodeList())
                .extracting(NodeProto::getOpType)
                .contains("ConvTranspose")
                .doesNotContain("DepthToSpace");
        assertThat(read("fast").getGraph().getNodeList())
                .extracting(NodeProto::getOpType)
                .contains("DepthToSpace")
                .doesNotContain("ConvTranspose");
    }

    @Test
    void shouldPutOnlyTheScoresTogetherInItsFastGraph() throws IOException {
        // When
        var shuffles = read("fast").getGraph().getNodeList().stream()
                .filter(node -> node.getOpType().equals("DepthToSpace"))
                .toList();

        // Then
        assertThat(shuffles).singleElement().extracting(NodeProto::getName).isEqualTo("conv2d_1/together");
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "fast"})
    void shouldGiveTheRoundedSoftmaxAndItsLargestClass(String graph) throws IOException, OrtException {
        try (var options = new OrtSession.SessionOptions();
                var session = OrtEnvironment.getEnvironment()
                        .createSession(file(graph).toString(), options);
                var model = ExportedModel.open(file(graph));
                var images = OnnxTensor.createTensor(
                        OrtEnvironment.getEnvironment(),
                        SAMPLES.pixels().duplicate(),
                        new long[] {5, 24, 16, 3},
                        OnnxJavaType.UINT8);
                // When
                var result = session.run(Map.of("image", images))) {
            byte[] masks = bytes(result, "mask");
            byte[] probabilities = bytes(result, "probabilities");

            // Then
            int area = 24 * 16;
            for (int image = 0; image < 5; image++) {
                Prediction alone = model.predict(SAMPLES.pixels().duplicate().position(image * area * 3));
                float[] softmax = Objects.requireNonNull(alone.probabilities());
                for (int pixel = 0; pixel < area; pixel++) {
                    int best = 0;
                    for (int id = 0; id < 3; id++) {
                        double value = 255.0 * softmax[id * area + pixel];
                        int written = Byte.toUnsignedInt(probabilities[(image * area + pixel) * 3 + id]);
                        // within a hair of rounding to the nearest, since a batch is summed in another order than an
                        // image
                        assertThat(Math.abs(written - value)).isLessThanOrEqualTo(0.501);
                        best = softmax[id * area + pixel] > softmax[best * area + pixel] ? id : best;
                    }
                    assertThat((int) masks[image * area + pixel]).isEqualTo(best);
                    assertThat((int) alone.mask()[pixel]).isEqualTo(best);
                }
            }
        }
    }

    @Test
    void shouldSayWhyAFileIsNoModel() throws IOException {
        // Given
        Path text = Files.writeString(folder.resolve("text.onnx"), "not a model");
        ModelProto.Builder renamed = read("fast").toBuilder();
        renamed.getGraphBuilder().getInputBuilder(0).setName("photo");
        Path other = Files.write(folder.resolve("other.onnx"), renamed.build().toByteArray());

        // When
        // Then
        assertThatIOException().isThrownBy(() -> ExportedModel.open(text)).withMessageContaining(text.toString());
        assertThatIOException()
                .isThrownBy(() -> ExportedModel.open(other))
                .withMessageStartingWith(other + " is not a Maskstream model: ")
                .withMessageContaining("image");
    }

    private Path file(String graph) {
        return folder.resolve(graph + ".onnx");
    }

    private ModelProto read(String graph) throws IOException {
        return ModelProto.parseFrom(Files.readAllBytes(file(graph)));
    }

    private static byte[] bytes(OrtSession.Result result, String output) {
        var buffer = ((OnnxTensor) result.get(output).orElseThrow()).getByteBuffer();
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    private static String describe(ValueInfoProto value) {
        var tensor = value.getType().getTensorType();
        return "%s %s [%s]"
                .formatted(
                        value.getName(),
                        DataType.forNumber(tensor.getElemType()),
                        tensor.getShape().getDimList().stream()
                                .map(ModelContractTest::describe)
                                .collect(Collectors.joining(", ")));
    }

    private static String describe(Dimension dimension) {
        return dimension.hasDimParam() ? dimension.getDimParam() : String.valueOf(dimension.getDimValue());
    }
}
