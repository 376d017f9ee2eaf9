package io.maskstream.bench.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.maskstream.bench.bare.Agreement;
import io.maskstream.bench.bare.BareSession;
import io.maskstream.bench.bare.SessionDevice;
import io.maskstream.standalone.scenes.TestScenes;
import io.maskstream.worker.inference.InferenceConfig;
import io.maskstream.worker.inference.InferenceObserver;
import io.maskstream.worker.inference.SegmentationModel;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ModelsTest {
    private static final Path LESSON =
            Path.of(System.getProperty("project.root", "."), "deploy", "models", "lesson.onnx");

    @Test
    void shouldWriteAFreeModelThatKeepsTheContract(@TempDir Path folder) throws Exception {
        // Given
        var free = FreeModel.write(folder.resolve("free.onnx"));

        try (var model = SegmentationModel.open(free, InferenceConfig.onCpu(1), InferenceObserver.NONE);
                var session = BareSession.open(free, SessionDevice.CPU, 1, 2)) {
            // When
            session.run();

            // Then
            assertThat(model.description().name()).isEqualTo(FreeModel.NAME);
            assertThat(model.description().width()).isEqualTo(200);
            assertThat(session.mask()).hasSize(2 * 200 * 200).contains(0, 1, 2);
            assertThat(session.probabilities()).hasSize(2 * 200 * 200 * 3);
        }
    }

    @Test
    void shouldGetBackThePlainGraphThatComputesTheSame(@TempDir Path folder) throws Exception {
        // Given
        var scenes = TestScenes.write(folder.resolve("scenes"), 3);

        // When
        var plain = PlainGraph.write(LESSON, folder.resolve("plain.onnx"));

        // Then
        assertThat(plain).isPresent();
        var agreement = Agreement.ofModels(LESSON, plain.orElseThrow(), scenes);
        assertThat(agreement.largestStep()).isLessThanOrEqualTo(1);
        assertThat(agreement.holds()).isTrue();
    }

    @Test
    void shouldFindNothingToUndoInAModelThatWasNotRewritten(@TempDir Path folder) throws Exception {
        // Given
        var free = FreeModel.write(folder.resolve("free.onnx"));

        // Then
        assertThat(PlainGraph.write(free, folder.resolve("plain.onnx"))).isEmpty();
    }
}
