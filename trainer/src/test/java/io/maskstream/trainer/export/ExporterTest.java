package io.maskstream.trainer.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.maskstream.trainer.data.Samples;
import io.maskstream.trainer.evaluation.Evaluation;
import io.maskstream.trainer.evaluation.ExportedModel;
import io.maskstream.trainer.fixture.TinyNetworks;
import io.maskstream.trainer.fixture.TinyRun;
import io.maskstream.trainer.fixture.TinySamples;
import io.maskstream.trainer.network.NetworkDefinition;
import io.maskstream.trainer.precision.Precision;
import io.maskstream.trainer.training.Checkpoint;
import io.maskstream.trainer.training.EpochFigures;
import io.maskstream.trainer.training.Trainer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExporterTest {
    private static final ModelProperties PROPERTIES = new ModelProperties("1", "drawn here", "CC0-1.0", "unknown");

    private static final Conversion FLOAT32 = new Conversion(Precision.FP32, TinySamples.none(8, 8), 1);

    private final Path folder;
    private final Path file;

    ExporterTest(@TempDir Path folder) {
        this.folder = folder;
        this.file = folder.resolve("tiny.onnx");
    }

    @ParameterizedTest
    @EnumSource
    void shouldAgreeWithTheTrainerWhateverTheShape(AnyShape shape) throws IOException {
        // Given
        NetworkDefinition network = shape.definition();
        Samples samples = TinySamples.coloured(6, network.width(), network.height(), 4);
        var exporter = new Exporter(network, TinyRun.oneEpoch(network, samples, folder));

        for (String graph : List.of("plain", "fast")) {
            // When
            var exported = exporter.export(graph, FLOAT32, samples, PROPERTIES, file, done -> {});

            // Then
            assertThat(exported.agreement().random()).as(graph).isLessThan(1e-5);
            assertThat(exported.agreement().real()).as(graph).isLessThan(1e-5);
            assertThat(exported.agreement().photographs()).isEqualTo(6);
            assertThat(file).isNotEmptyFile();
        }
    }

    @Test
    void shouldExportWithoutAnyValidationImages() throws IOException {
        // Given
        NetworkDefinition network = TinyNetworks.hourglass(16, 16);
        Checkpoint checkpoint = TinyRun.oneEpoch(network, TinySamples.coloured(4, 16, 16, 4), folder);

        // When
        var exported = new Exporter(network, checkpoint)
                .export("fast", FLOAT32, TinySamples.none(16, 16), PROPERTIES, file, done -> {});

        // Then
        assertThat(exported.agreement().random()).isLessThan(1e-5);
        assertThat(exported.agreement().photographs()).isZero();
        assertThat(exported.evaluation().images()).isZero();
        try (var model = ExportedModel.open(file)) {
            assertThat(model.properties()).containsEntry("maskstream.validation", "{\"images\":0}");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "fast"})
    void shouldJudgeTheFileAsTheTrainerJudgedTheNetwork(String graph) throws IOException {
        // Given
        NetworkDefinition network = TinyNetworks.hourglass(16, 16);
        Samples samples = TinySamples.coloured(20, 16, 16, 4);
        Checkpoint checkpoint = TinyRun.oneEpoch(network, samples, folder);
        var progress = new ArrayList<Integer>();

        // When
        new Exporter(network, checkpoint).export(graph, FLOAT32, samples, PROPERTIES, file, done -> {});
        Evaluation evaluation;
        try (var model = ExportedModel.open(file)) {
            evaluation = Evaluation.of(model, samples, progress::add);
        }

        // Then
        EpochFigures trained = checkpoint.history().get(0);
        assertThat(evaluation.loss()).isCloseTo(trained.validationLoss(), within(1e-4));
        assertThat(evaluation.confusion().pixelAccuracy()).isCloseTo(trained.pixelAccuracy(), within(1e-3));
        assertThat(evaluation.confusion().meanIntersectionOverUnion()).isCloseTo(trained.meanIou(), within(1e-3));
        assertThat(evaluation.images()).isEqualTo(20);
        assertThat(progress).hasSize(20).endsWith(20);
    }

    @Test
    void shouldWriteNothingWhereTheWeightsAreNotNumbers() throws IOException {
        // Given
        NetworkDefinition network = TinyNetworks.hourglass(16, 16);
        TinyRun.oneEpoch(network, TinySamples.coloured(4, 16, 16, 4), folder);
        Path best = folder.resolve(Trainer.BEST);
        byte[] content = Files.readAllBytes(best);
        ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN).putFloat(content.length - 4, Float.NaN);
        Files.write(best, content);
        var exporter = new Exporter(network, Checkpoint.read(best));

        // When
        // Then
        assertThatIOException()
                .isThrownBy(
                        () -> exporter.export("fast", FLOAT32, TinySamples.none(16, 16), PROPERTIES, file, done -> {}))
                .withMessageContaining("nothing was written");
        assertThat(file).doesNotExist();
    }

    @Test
    void shouldReplaceAModelAndLeaveNothingElseBeside() throws IOException {
        // Given
        NetworkDefinition network = TinyNetworks.hourglass(16, 16);
        Checkpoint checkpoint = TinyRun.oneEpoch(network, TinySamples.coloured(4, 16, 16, 4), folder);
        Path models = Files.createDirectory(folder.resolve("models"));
        Path model = Files.writeString(models.resolve("tiny.onnx"), "an old model");

        // When
        new Exporter(network, checkpoint)
                .export("fast", FLOAT32, TinySamples.none(16, 16), PROPERTIES, model, done -> {});

        // Then
        try (var files = Files.list(models)) {
            assertThat(files).containsExactly(model);
        }
        assertThat(model).content(StandardCharsets.ISO_8859_1).doesNotStartWith("an old model");
    }

    @Test
    void shouldNotExportTheCheckpointOfAnotherNetwork() throws IOException {
        // Given
        NetworkDefinition network = TinyNetworks.hourglass(16, 16);
        Checkpoint checkpoint = TinyRun.oneEpoch(network, TinySamples.coloured(4, 16, 16, 4), folder);
        var other = new Exporter(AnyShape.UP_AT_THE_END.definition(), checkpoint);

        // When
        // Then
        assertThatIOException()
                .isThrownBy(() -> other.export("fast", FLOAT32, TinySamples.none(8, 8), PROPERTIES, file, done -> {}))
                .withMessageContaining("it is of another network");
    }

    @Test
    void shouldNameAGraphThatThereIsNot() throws IOException {
        // Given
        NetworkDefinition network = TinyNetworks.hourglass(16, 16);
        Checkpoint checkpoint = TinyRun.oneEpoch(network, TinySamples.coloured(4, 16, 16, 4), folder);

        // When
        // Then
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Exporter(network, checkpoint)
                        .export("quick", FLOAT32, TinySamples.none(16, 16), PROPERTIES, file, done -> {}))
                .withMessage("--graph must be fast or plain, not quick");
    }
}
