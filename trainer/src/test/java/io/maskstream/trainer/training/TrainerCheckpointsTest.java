package io.maskstream.trainer.training;

import static io.maskstream.trainer.fixture.TinyRun.config;
import static io.maskstream.trainer.training.TrainerRuns.NORMALISED;
import static io.maskstream.trainer.training.TrainerRuns.everything;
import static io.maskstream.trainer.training.TrainerRuns.train;
import static io.maskstream.trainer.training.TrainerRuns.trainNormalised;
import static org.assertj.core.api.Assertions.assertThat;

import io.maskstream.trainer.fixture.TinyRun;
import io.maskstream.trainer.network.WeightArray;
import io.maskstream.trainer.pytorch.TorchNetwork;
import io.maskstream.trainer.storage.Safetensors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the two checkpoints of a run keep. */
class TrainerCheckpointsTest {
    private final Path folder;

    TrainerCheckpointsTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void shouldKeepTheWeightsOfTheLowestValidationLossAsTheBest() throws IOException {
        // Given
        var bestEpochs = new ArrayList<Integer>();
        var listener = new Remembering(bestEpochs);
        // a rate at which the loss goes up again now and then
        var restless = TrainingConfig.lesson(5, 10, 0.3, 7, config(1, 1).precision(), 1);

        // When
        List<EpochFigures> history = train(folder, restless, listener);

        // Then
        var lowest = new ArrayList<Integer>();
        double best = Double.POSITIVE_INFINITY;
        for (EpochFigures figures : history) {
            if (figures.validationLoss() < best) {
                best = figures.validationLoss();
                lowest.add(figures.epoch());
            }
        }
        assertThat(bestEpochs).isEqualTo(lowest).hasSizeBetween(1, 9);
        List<EpochFigures> kept = Checkpoint.read(folder.resolve(Trainer.BEST)).history();
        assertThat(kept).isEqualTo(history.subList(0, lowest.get(lowest.size() - 1)));
    }

    @Test
    void shouldKeepHistoryAndFactsInBothCheckpoints() throws IOException {
        // When
        List<EpochFigures> history = train(folder, config(3, 1));

        // Then
        var last = Checkpoint.read(folder.resolve(Trainer.LAST));
        assertThat(last.history()).isEqualTo(history);
        assertThat(last.facts()).isEqualTo(TinyRun.FACTS);
        assertThat(last.weights()).containsKeys("conv2d/kernel", "velocity/conv2d/kernel");
        var best = Checkpoint.read(folder.resolve(Trainer.BEST));
        assertThat(best.facts()).isEqualTo(TinyRun.FACTS);
        assertThat(best.weights()).containsKey("conv2d/kernel").doesNotContainKey("velocity/conv2d/kernel");
    }

    @Test
    void shouldJudgeAndKeepTheAverageOfTheWeights() throws IOException {
        // When
        trainNormalised(folder, everything(2), new TinyRun.Unheard());

        // Then
        Map<String, WeightArray> last =
                Safetensors.read(folder.resolve(Trainer.LAST)).arrays();
        Map<String, WeightArray> best =
                Safetensors.read(folder.resolve(Trainer.BEST)).arrays();
        String kernel = NORMALISED.layers().get(0).name() + "/kernel";
        assertThat(values(best, kernel)).isNotEqualTo(values(last, kernel));
        assertThat(values(best, kernel)).isEqualTo(values(last, "average/" + kernel));
    }

    private static float[] values(Map<String, WeightArray> arrays, String name) {
        return Objects.requireNonNull(arrays.get(name), name).values();
    }

    /** Writes down which epochs were the best so far. */
    private record Remembering(List<Integer> best) implements TrainingListener {
        @Override
        public void epochStarted(int epoch, int epochs, int images) {}

        @Override
        public void batchDone(int images, double loss, double imagesPerSecond) {}

        @Override
        public void epochDone(TorchNetwork judged, List<EpochFigures> history, boolean best) {
            if (best) {
                this.best.add(history.size());
            }
        }
    }
}
