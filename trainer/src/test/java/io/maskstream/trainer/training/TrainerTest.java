package io.maskstream.trainer.training;

import static io.maskstream.trainer.fixture.TinyRun.config;
import static io.maskstream.trainer.training.TrainerRuns.train;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.maskstream.trainer.data.Augmentation;
import io.maskstream.trainer.optimization.Optimization;
import io.maskstream.trainer.pytorch.TorchNetwork;
import io.maskstream.trainer.pytorch.TorchNetwork.Precision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is learned, and who is told of it meanwhile. */
class TrainerTest {
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
        train(folder, config(1, 1), listener);

        // Then
        assertThat(told).containsExactly("epoch 1 of 1, 12 images", "after 5", "after 10", "after 12", "done 1");
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

    private Path folder(String name) throws IOException {
        return Files.createDirectories(folder.resolve(name));
    }
}
