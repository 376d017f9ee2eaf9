package io.maskstream.trainer.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OrtException;
import io.maskstream.trainer.evaluation.ExportedModel;
import io.maskstream.trainer.fixture.TinyNetworks;
import io.maskstream.trainer.fixture.TinyRun;
import io.maskstream.trainer.fixture.TinySamples;
import io.maskstream.trainer.graph.ModelWriter;
import io.maskstream.trainer.network.NetworkDefinition;
import io.maskstream.trainer.pytorch.TorchNetwork;
import io.maskstream.trainer.training.Checkpoint;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgreementTest {
    private static final NetworkDefinition NETWORK = TinyNetworks.hourglass(16, 16);

    @Test
    void shouldNotHoldWhereASingleWeightDiffers(@TempDir Path folder) throws IOException, OrtException {
        // Given
        Checkpoint checkpoint = TinyRun.oneEpoch(NETWORK, TinySamples.coloured(4, 16, 16, 4), folder);
        var draft = ModelWriter.of("fast").write(NETWORK, checkpoint.weights(), Map.of());
        try (var network = new TorchNetwork(NETWORK, 0);
                var model = ExportedModel.open(draft)) {
            checkpoint.restore(network);
            assertThat(Agreement.of(network, model, TinySamples.none(16, 16)).holds())
                    .isTrue();

            // When
            try (var guard = new NoGradGuard()) {
                network.parameter("conv2d_1/bias").select(0, 1).add_(new Scalar(0.01));
            }
            var agreement = Agreement.of(network, model, TinySamples.none(16, 16));

            // Then
            assertThat(agreement.holds()).isFalse();
            assertThat(agreement.random()).isBetween(1e-4, 0.01);
        }
    }

    @Test
    void shouldAllowForTheRoundingOfLargeScores(@TempDir Path folder) throws IOException, OrtException {
        // Given
        Checkpoint checkpoint = TinyRun.oneEpoch(NETWORK, TinySamples.coloured(4, 16, 16, 4), folder);
        float[] kernel = Objects.requireNonNull(checkpoint.weights().get("conv2d_1/kernel"))
                .values();
        for (int index = 0; index < kernel.length; index++) {
            kernel[index] *= 1000;
        }
        var draft = ModelWriter.of("fast").write(NETWORK, checkpoint.weights(), Map.of());
        try (var network = new TorchNetwork(NETWORK, 0);
                var model = ExportedModel.open(draft)) {
            // When
            checkpoint.restore(network);
            var agreement = Agreement.of(network, model, TinySamples.none(16, 16));

            // Then
            assertThat(agreement.largestScore()).isGreaterThan(50);
            assertThat(agreement.holds()).as(agreement.toString()).isTrue();

            // When
            try (var guard = new NoGradGuard()) {
                network.parameter("conv2d_1/bias").select(0, 1).add_(new Scalar(agreement.largestScore() / 100));
            }

            // Then
            assertThat(Agreement.of(network, model, TinySamples.none(16, 16)).holds())
                    .isFalse();
        }
    }

    @Test
    void shouldBeAsStrictAsEverWhereScoresAreUsual() {
        assertThat(new Agreement(0, 0, 0, 0.5).tolerance()).isEqualTo(1e-5);
        assertThat(new Agreement(0, 0, 0, 10).tolerance()).isEqualTo(1e-5);
        assertThat(new Agreement(0, 0, 0, 100).tolerance()).isCloseTo(2.8e-4, within(1e-12));
        assertThat(new Agreement(0, 0, 0, 1e9).tolerance()).isEqualTo(1e-2);
    }

    @Test
    void shouldNotHoldWhereOnlyPhotographsDiffer() {
        assertThat(new Agreement(1e-6, 1.1e-5, 16, 10).holds()).isFalse();
        assertThat(new Agreement(1.1e-5, 1e-6, 16, 10).holds()).isFalse();
        assertThat(new Agreement(Double.NaN, 0, 0, Double.NaN).holds()).isFalse();
        assertThat(new Agreement(1e-5, 1e-5, 16, 10).holds()).isTrue();
    }
}
