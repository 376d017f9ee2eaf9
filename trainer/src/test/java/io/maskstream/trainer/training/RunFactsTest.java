package io.maskstream.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.maskstream.trainer.data.LabelledImage;
import io.maskstream.trainer.data.Split;
import io.maskstream.trainer.fixture.TinyNetworks;
import io.maskstream.trainer.fixture.TinyRun;
import io.maskstream.trainer.fixture.TinySamples;
import io.maskstream.trainer.pytorch.TorchNetwork;
import io.maskstream.trainer.pytorch.TorchNetwork.Precision;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunFactsTest {
    private final Path folder;

    RunFactsTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void shouldSayWhatARunIsMadeOf() {
        assertThat(facts("a b c", "d", 64, 50, 1))
                .containsEntry("network", "lesson")
                .containsEntry("training-images", "3")
                .containsEntry("validation-images", "1")
                .containsEntry("batch", "64")
                .containsEntry("epochs", "50")
                .containsEntry("learning-rate", "0.001")
                .containsEntry("seed", "1337")
                .containsEntry("precision", "float32")
                .containsEntry("device", "cpu")
                .hasEntrySatisfying("split-sha256", hash -> assertThat(hash).matches("[0-9a-f]{64}"));
    }

    @Test
    void shouldTellSplitsOfTheSameSizesApart() {
        // Given
        String hash = RunFacts.fingerprint(split("a b", "c"));

        // Then
        assertThat(hash).isEqualTo(RunFacts.fingerprint(split("a b", "c")));
        assertThat(hash).isNotEqualTo(RunFacts.fingerprint(split("a c", "b")));
        assertThat(hash).isNotEqualTo(RunFacts.fingerprint(split("b a", "c")));
        assertThat(hash).isNotEqualTo(RunFacts.fingerprint(split("a", "b c")));
    }

    @Test
    void shouldWelcomeMoreEpochsOtherThreadsAndAnotherDevice() throws IOException {
        // Given
        Path last = trained(facts("a b c", "d", 64, 1, 1));
        var onAGpu = facts("a b c", "d", 64, 20, 2);
        onAGpu.put("device", "cuda:0");

        // When
        // Then
        assertThatCode(() -> RunFacts.requireSameRun(last, onAGpu)).doesNotThrowAnyException();
    }

    @Test
    void shouldWelcomeAFolderWithoutARun() {
        assertThatCode(() -> RunFacts.requireSameRun(folder.resolve(Trainer.LAST), facts("a", "b", 64, 1, 1)))
                .doesNotThrowAnyException();
    }

    @Test
    void shouldRefuseTheFolderOfAnotherRunAndSayWhatDiffers() throws IOException {
        // Given
        Path last = trained(facts("a b c", "d", 64, 1, 1));

        // When
        // Then
        assertThatIOException()
                .isThrownBy(() -> RunFacts.requireSameRun(last, facts("a b c", "d", 32, 1, 1)))
                .withMessage(
                        folder
                                + " holds a run with batch 64, not 32: choose another --out, or the same settings (--resume takes those that are not given from there)");
        assertThatIOException()
                .isThrownBy(() -> RunFacts.requireSameRun(last, facts("a b d", "c", 64, 1, 1)))
                .withMessageContaining("split-sha256");
    }

    @Test
    void shouldRefuseOtherEpochsWhereTheLearningRateGoesByThem() throws IOException {
        // Given
        Path last = trained(facts(Recipes.of("mobile-unet", 1337, 1)));
        var longer = facts(Recipes.of("mobile-unet", 1337, 1));
        longer.put("epochs", "500");

        // When
        // Then
        assertThatIOException()
                .isThrownBy(() -> RunFacts.requireSameRun(last, longer))
                .withMessageContaining("epochs 150, not 500");
    }

    @ParameterizedTest
    @ValueSource(strings = {"lesson", "mobile-unet"})
    void shouldGiveBackTheSettingsThatItWasMadeOf(String network) throws IOException {
        // Given
        TrainingConfig config = Recipes.of(network, 7, 2);

        // Then
        assertThat(RunFacts.config(facts(config))).isEqualTo(config);
    }

    @Test
    void shouldSayWhichSettingARunDoesNotTell() {
        assertThatIOException()
                .isThrownBy(() -> RunFacts.config(Map.of("batch", "5")))
                .withMessageContaining("it says nothing of accumulate");
    }

    private static Map<String, String> facts(TrainingConfig config) {
        return new RunFacts("tiny", split("a", "b"), config, "cpu").asMap();
    }

    private Path trained(Map<String, String> facts) throws IOException {
        var samples = TinySamples.coloured(2, 8, 8, 1);
        try (var network = new TorchNetwork(TinyNetworks.hourglass(8, 8), 1)) {
            new Trainer(network, samples, samples, TinyRun.config(1, 1), facts, folder, new TinyRun.Unheard()).run();
        }
        return folder.resolve(Trainer.LAST);
    }

    private static Map<String, String> facts(String training, String validation, int batch, int epochs, int threads) {
        var config = TrainingConfig.lesson(batch, epochs, 0.001, 1337, Precision.FLOAT32, threads);
        return new RunFacts("lesson", split(training, validation), config, "cpu").asMap();
    }

    private static Split split(String training, String validation) {
        return new Split(images(training), images(validation));
    }

    private static List<LabelledImage> images(String names) {
        return Stream.of(names.split(" "))
                .map(name -> new LabelledImage(name, Path.of(name + ".jpg"), Path.of(name + ".png")))
                .toList();
    }
}
