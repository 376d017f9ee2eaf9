package io.maskstream.trainer.training;

import static io.maskstream.trainer.fixture.TinyRun.config;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.within;

import io.maskstream.trainer.data.Augmentation;
import io.maskstream.trainer.data.Samples;
import io.maskstream.trainer.fixture.TinyNetworks;
import io.maskstream.trainer.fixture.TinyRun;
import io.maskstream.trainer.fixture.TinySamples;
import io.maskstream.trainer.network.NetworkDefinition;
import io.maskstream.trainer.network.WeightArray;
import io.maskstream.trainer.optimization.Optimization;
import io.maskstream.trainer.pytorch.TorchNetwork;
import io.maskstream.trainer.pytorch.TorchNetwork.Precision;
import io.maskstream.trainer.storage.Safetensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainerTest {
    private static final NetworkDefinition TINY = TinyNetworks.hourglass(16, 16);
    private static final NetworkDefinition NORMALISED = TinyNetworks.normalised(16, 16);
    private static final Samples TRAINING = TinySamples.coloured(12, 16, 16, 1);
    private static final Samples VALIDATION = TinySamples.coloured(5, 16, 16, 2);

    private final Path folder;

    TrainerTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void shouldLearnAnEasyTask() throws IOException {
        // When
        List<EpochFigures> history = train(folder("run"), config(12, 1));

        // Then
        EpochFigures first = history.get(0);
        EpochFigures last = history.get(11);
        assertThat(last.loss()).isLessThan(0.5 * first.loss());
        assertThat(last.validationLoss()).isLessThan(0.5 * first.validationLoss());
        assertThat(last.pixelAccuracy()).isGreaterThan(0.9);
        assertThat(last.meanIou()).isGreaterThan(0.8);
    }

    @Test
    void shouldGoOnAfterAStopAsIfThereHadBeenNone() throws IOException {
        // Given
        Path whole = folder("whole");
        Path stopped = folder("stopped");
        List<EpochFigures> expected = train(whole, config(4, 1));

        // When
        train(stopped, config(2, 1));
        List<EpochFigures> resumed = train(stopped, config(4, 1));

        // Then
        assertThat(resumed).extracting(EpochFigures::epoch).containsExactly(1, 2, 3, 4);
        assertThat(losses(resumed)).isEqualTo(losses(expected));
        assertSameArrays(stopped, whole, Trainer.LAST);
        assertSameArrays(stopped, whole, Trainer.BEST);
    }

    @Test
    void shouldLeaveAFinishedRunAsItIs() throws IOException {
        // Given
        List<EpochFigures> history = train(folder, config(2, 1));
        byte[] last = Files.readAllBytes(folder.resolve(Trainer.LAST));

        // When
        List<EpochFigures> again = train(folder, config(2, 1));

        // Then
        assertThat(again).isEqualTo(history);
        assertThat(folder.resolve(Trainer.LAST)).hasBinaryContent(last);
    }

    @Test
    void shouldGiveTheSameWeightsTwice() throws IOException {
        // When
        train(folder("one"), config(2, 2));
        train(folder("two"), config(2, 2));

        // Then
        assertSameArrays(folder.resolve("one"), folder.resolve("two"), Trainer.LAST);
    }

    @Test
    void shouldGoOnAfterAStopWithAverageScheduleAugmentationAndStatistics() throws IOException {
        // Given
        Path whole = folder("whole");
        Path stopped = folder("stopped");
        TinyRun.train(NORMALISED, TRAINING, VALIDATION, everything(4), whole, new TinyRun.Unheard());

        // When: killed after the second epoch
        TrainingListener killing = new TinyRun.Unheard() {
            @Override
            public void epochDone(TorchNetwork judged, List<EpochFigures> history, boolean best) throws IOException {
                if (history.size() == 2) {
                    throw new IOException("killed");
                }
            }
        };
        assertThatIOException()
                .isThrownBy(() -> TinyRun.train(NORMALISED, TRAINING, VALIDATION, everything(4), stopped, killing));
        TinyRun.train(NORMALISED, TRAINING, VALIDATION, everything(4), stopped, new TinyRun.Unheard());

        // Then
        assertSameArrays(stopped, whole, Trainer.LAST);
        assertSameArrays(stopped, whole, Trainer.BEST);
    }

    @Test
    void shouldTakeTheSameStepsInPartsWhereBatchesAreAccumulated() throws IOException {
        // Given
        TrainingConfig whole = accumulated(6, 1);
        TrainingConfig parts = accumulated(3, 2);

        // When
        List<EpochFigures> expected = train(folder("whole"), whole);
        List<EpochFigures> history = train(folder("parts"), parts);

        // Then
        for (int epoch = 0; epoch < 3; epoch++) {
            assertThat(history.get(epoch).loss()).isCloseTo(expected.get(epoch).loss(), within(1e-4));
        }
    }

    @Test
    void shouldLearnFromABatchThatIsTooLargeForMemoryAsFromItsParts() throws IOException {
        // Given: twelve images of a thread, more than go through the network at once
        TrainingConfig large = accumulated(12, 1);
        TrainingConfig parts = accumulated(4, 3);

        // When
        List<EpochFigures> expected = train(folder("parts"), parts);
        List<EpochFigures> history = train(folder("large"), large);

        // Then
        for (int epoch = 0; epoch < 3; epoch++) {
            assertThat(history.get(epoch).loss()).isCloseTo(expected.get(epoch).loss(), within(1e-4));
        }
    }

    @Test
    void shouldEndWhenPatienceIsOver() throws IOException {
        // Given: a rate at which nothing is learned
        var config = new TrainingConfig(
                5,
                1,
                50,
                Optimization.lesson(0.99),
                new Objective(0, List.of(), Objective.Criterion.MEAN_IOU, 3),
                Augmentation.NONE,
                7,
                Precision.FLOAT32,
                1);

        // When
        List<EpochFigures> history = train(folder, config);

        // Then
        int best = Checkpoint.read(folder.resolve(Trainer.BEST)).history().size();
        assertThat(history).hasSize(best + 3);
        assertThat(train(folder, config)).as("a run that has ended").hasSize(best + 3);
    }

    @Test
    void shouldJudgeAndKeepTheAverageOfTheWeights() throws IOException {
        // When
        TinyRun.train(NORMALISED, TRAINING, VALIDATION, everything(2), folder, new TinyRun.Unheard());

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

    private static TrainingConfig accumulated(int batch, int accumulation) {
        return new TrainingConfig(
                batch,
                accumulation,
                3,
                Optimization.lesson(0.01),
                Objective.LESSON,
                Augmentation.NONE,
                7,
                Precision.FLOAT32,
                1);
    }

    private static TrainingConfig everything(int epochs) {
        return new TrainingConfig(
                4,
                2,
                epochs,
                new Optimization(Optimization.Kind.ADAMW, 0.01, Optimization.Schedule.ONE_CYCLE, 0.05, 0.9),
                new Objective(0.5, List.of(1.0, 1.0, 2.0), Objective.Criterion.LOSS, 0),
                Augmentation.STANDARD,
                7,
                Precision.FLOAT32,
                2);
    }

    @Test
    void shouldLearnAlmostTheSameOnTwoThreadsAsOnOne() throws IOException {
        // When
        List<EpochFigures> one = train(folder("one"), config(3, 1));
        List<EpochFigures> two = train(folder("two"), config(3, 2));

        // Then
        for (int epoch = 0; epoch < 3; epoch++) {
            assertThat(two.get(epoch).loss()).isCloseTo(one.get(epoch).loss(), within(1e-3));
            assertThat(two.get(epoch).validationLoss()).isCloseTo(one.get(epoch).validationLoss(), within(1e-3));
        }
    }

    @Test
    void shouldKeepTheWeightsOfTheLowestValidationLossAsTheBest() throws IOException {
        // Given
        var bestEpochs = new ArrayList<Integer>();
        var listener = new Remembering(bestEpochs);
        // a rate at which the loss goes up again now and then
        var restless = TrainingConfig.lesson(5, 10, 0.3, 7, config(1, 1).precision(), 1);

        // When
        List<EpochFigures> history = TinyRun.train(TINY, TRAINING, VALIDATION, restless, folder, listener);

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
    void shouldTellOfEveryBatchTheLastOfWhichMayBeSmaller() throws IOException {
        // Given
        var told = new ArrayList<String>();
        TrainingListener listener = new TrainingListener() {
            @Override
            public void epochStarted(int epoch, int epochs, int images) {
                told.add("epoch %d of %d, %d images".formatted(epoch, epochs, images));
            }

            @Override
            public void batchDone(int images, double loss, double imagesPerSecond) {
                told.add("after " + images);
            }

            @Override
            public void epochDone(TorchNetwork judged, List<EpochFigures> history, boolean best) {
                told.add("done " + history.size());
            }
        };

        // When
        TinyRun.train(TINY, TRAINING, VALIDATION, config(1, 1), folder, listener);

        // Then
        assertThat(told).containsExactly("epoch 1 of 1, 12 images", "after 5", "after 10", "after 12", "done 1");
    }

    @Test
    void shouldNotGoOnFromADamagedCheckpoint() throws IOException {
        // Given
        Files.writeString(folder.resolve(Trainer.LAST), "nothing that was ever trained");

        // When
        // Then
        assertThatIOException()
                .isThrownBy(() -> train(folder, config(1, 1)))
                .withMessageContaining(folder.resolve(Trainer.LAST).toString());
    }

    private Path folder(String name) throws IOException {
        return Files.createDirectories(folder.resolve(name));
    }

    private static List<EpochFigures> train(Path folder, TrainingConfig config) throws IOException {
        return TinyRun.train(TINY, TRAINING, VALIDATION, config, folder, new TinyRun.Unheard());
    }

    private static List<Double> losses(List<EpochFigures> history) {
        return history.stream().map(EpochFigures::validationLoss).toList();
    }

    private static void assertSameArrays(Path one, Path other, String name) throws IOException {
        Map<String, WeightArray> expected =
                Safetensors.read(other.resolve(name)).arrays();
        Map<String, WeightArray> arrays = Safetensors.read(one.resolve(name)).arrays();
        assertThat(arrays.keySet()).isEqualTo(expected.keySet());
        assertThat(arrays).allSatisfy((key, array) -> assertThat(array.values())
                .as(key)
                .isEqualTo(expected.getOrDefault(key, new WeightArray(List.of(0L), new float[0]))
                        .values()));
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
