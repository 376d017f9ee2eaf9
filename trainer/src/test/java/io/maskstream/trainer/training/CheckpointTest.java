package io.maskstream.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.maskstream.trainer.fixture.Floats;
import io.maskstream.trainer.fixture.TinyNetworks;
import io.maskstream.trainer.network.Layer.Activation;
import io.maskstream.trainer.network.Layer.Convolution;
import io.maskstream.trainer.network.NetworkDefinition;
import io.maskstream.trainer.optimization.Optimization;
import io.maskstream.trainer.optimization.Optimizer;
import io.maskstream.trainer.pytorch.TorchNetwork;
import io.maskstream.trainer.storage.Safetensors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointTest {
    private static final NetworkDefinition TINY = TinyNetworks.hourglass(8, 8);
    private static final Map<String, String> FACTS = Map.of("network", "tiny", "seed", "7");
    private static final List<EpochFigures> HISTORY = List.of(
            new EpochFigures(1, 1.2, 1.1, 0.5, List.of(0.4, Double.NaN, 0.1), 0.25, 2.76, 190.5, 0.001),
            new EpochFigures(2, 0.9, 0.8, 0.6, List.of(0.5, 0.6, 0.0), 0.37, 2.8, 188, 0.001));

    private final Path file;

    CheckpointTest(@TempDir Path folder) {
        file = folder.resolve("last.safetensors");
    }

    @Test
    void shouldGiveAnotherNetworkTheSameWeights() throws IOException {
        try (var scope = new PointerScope();
                var trained = new TorchNetwork(TINY, 1);
                var fresh = new TorchNetwork(TINY, 2)) {
            // When
            Checkpoint.of(FACTS, HISTORY, trained).write(file);
            Checkpoint.read(file).restore(fresh);

            // Then
            trained.parameters().forEach((name, parameter) -> assertThat(Floats.of(fresh.parameter(name)))
                    .as(name)
                    .isEqualTo(Floats.of(parameter)));
        }
    }

    @Test
    void shouldKeepFactsAndHistory() throws IOException {
        // When
        try (var network = new TorchNetwork(TINY, 1)) {
            Checkpoint.of(FACTS, HISTORY, network).write(file);
        }
        var read = Checkpoint.read(file);

        // Then
        assertThat(read.facts()).isEqualTo(FACTS);
        assertThat(read.history()).isEqualTo(HISTORY);
    }

    @Test
    void shouldKeepTheOptimizersStateWhereItIsGoneOnFrom() throws IOException {
        try (var scope = new PointerScope();
                var network = new TorchNetwork(TINY, 1);
                var optimizer = Optimizer.of(Optimization.lesson(0.001), network.parameters());
                var fresh = Optimizer.of(Optimization.lesson(0.001), network.parameters())) {
            // Given
            optimizer.state().values().forEach(velocity -> velocity.fill_(new Scalar(0.25)));

            // When
            Checkpoint.of(FACTS, HISTORY, network).with(optimizer).write(file);
            Checkpoint.read(file).restore(fresh);

            // Then
            assertThat(fresh.state())
                    .allSatisfy((name, velocity) ->
                            assertThat(Floats.of(velocity)).as(name).containsOnly(0.25f));
        }
    }

    @Test
    void shouldSayThatItHasNoOptimizersStateToGoOnFrom() throws IOException {
        try (var network = new TorchNetwork(TINY, 1);
                var optimizer = Optimizer.of(Optimization.lesson(0.001), network.parameters())) {
            // Given
            var weightsAlone = Checkpoint.of(FACTS, HISTORY, network);

            // When
            // Then
            assertThatIOException()
                    .isThrownBy(() -> weightsAlone.restore(optimizer))
                    .withMessageContaining("velocity/conv2d/kernel");
        }
    }

    @Test
    void shouldNameAParameterOfAnotherNetwork() {
        // Given
        var wider = NetworkDefinition.chain(
                "wider", 8, 8, List.of(new Convolution("conv2d", 3, 12, 3, 2, Activation.RELU)));
        try (var network = new TorchNetwork(TINY, 1);
                var other = new TorchNetwork(wider, 1)) {
            var checkpoint = Checkpoint.of(FACTS, HISTORY, network);

            // When
            // Then
            assertThatIOException()
                    .isThrownBy(() -> checkpoint.restore(other))
                    .withMessageContaining("conv2d/kernel")
                    .withMessageContaining("[6, 3, 3, 3]")
                    .withMessageContaining("[12, 3, 3, 3]");
        }
    }

    @Test
    void shouldRefuseArraysWithoutAHistory() throws IOException {
        // Given
        new Safetensors(Map.of(), Map.of("format", "pt")).write(file);

        // When
        // Then
        assertThatIOException()
                .isThrownBy(() -> Checkpoint.read(file))
                .withMessage(file + " is not a checkpoint of this trainer: it has no history");
    }

    @Test
    void shouldRefuseADamagedHistory() throws IOException {
        // Given
        new Safetensors(Map.of(), Map.of("history", "[{\"epoch\": ")).write(file);

        // When
        // Then
        assertThatIOException()
                .isThrownBy(() -> Checkpoint.read(file))
                .withMessage(file + " is not a checkpoint of this trainer: its history is damaged");
    }
}
