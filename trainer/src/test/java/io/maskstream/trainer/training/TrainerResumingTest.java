package io.maskstream.trainer.training;

import static io.maskstream.trainer.fixture.TinyRun.config;
import static io.maskstream.trainer.training.TrainerRuns.assertSameArrays;
import static io.maskstream.trainer.training.TrainerRuns.everything;
import static io.maskstream.trainer.training.TrainerRuns.train;
import static io.maskstream.trainer.training.TrainerRuns.trainNormalised;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.maskstream.trainer.fixture.TinyRun;
import io.maskstream.trainer.pytorch.TorchNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that stops goes on as if it had not, to the last bit. */
class TrainerResumingTest {
    private final Path folder;

    TrainerResumingTest(@TempDir Path folder) {
        this.folder = folder;
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
    void shouldGoOnAfterAStopWithAverageScheduleAugmentationAndStatistics() throws IOException {
        // Given
        Path whole = folder("whole");
        Path stopped = folder("stopped");
        trainNormalised(whole, everything(4), new TinyRun.Unheard());

        // When: killed after the second epoch
        TrainingListener killing = new TinyRun.Unheard() {
            @Override
            public void epochDone(TorchNetwork judged, List<EpochFigures> history, boolean best) throws IOException {
                if (history.size() == 2) {
                    throw new IOException("killed");
                }
            }
        };
        assertThatIOException().isThrownBy(() -> trainNormalised(stopped, everything(4), killing));
        trainNormalised(stopped, everything(4), new TinyRun.Unheard());

        // Then
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

    private static List<Double> losses(List<EpochFigures> history) {
        return history.stream().map(EpochFigures::validationLoss).toList();
    }
}
