package io.maskstream.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.maskstream.trainer.fixture.TinyPets;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --resume} takes what a run was begun with, and refuses what it was not. */
class ResumeTest {
    private final Path run;
    private final TinyPets pets;

    ResumeTest(@TempDir Path folder) throws IOException {
        this.run = folder.resolve("a run's folder");
        this.pets = new TinyPets(folder.resolve("pets"));
        for (String name : new String[] {"a", "b", "c", "d"}) {
            pets.withPair(name, 24, 24, Color.ORANGE);
        }
    }

    @Test
    void shouldGoOnWithTheSplitAndTheSettingsOfTheRun() {
        // Given
        var begun = train("--validation", "2", "--batch", "2", "--epochs", "1");
        assertThat(begun.code()).as(begun.err()).isZero();

        // When
        var same = train("--resume", "--batch", "2");
        var longer = train("--resume", "--epochs", "2");

        // Then
        assertThat(same.code()).as(same.err()).isZero();
        assertThat(same.out()).contains("on 2 images, validating on 2, batch 2, 1 epochs");
        assertThat(longer.code()).as(longer.err()).isZero();
        assertThat(longer.out()).contains("epoch 2/2").doesNotContain("epoch 1/2");
        String quoted = "'" + run.toString().replace("'", "'\\''") + "'";
        assertThat(List.of(begun.out(), longer.out())).allSatisfy(text -> assertThat(text)
                .contains("next: ./maskstream export --run " + quoted + " --data " + pets.root() + " --validation 2"));

        // Then: what contradicts the run is named
        assertRefused("batch 2, not 4", "--batch", "4");
        assertRefused("validation-images 2, not 1", "--validation", "1");
        assertRefused("network lesson, not mobile-unet", "--network", "mobile-unet");
        assertRefused("seed 1337, not 7", "--seed", "7");
    }

    private void assertRefused(String sentence, String... arguments) {
        var all = new ArrayList<>(List.of("--resume"));
        all.addAll(Arrays.asList(arguments));
        var refused = train(all.toArray(new String[0]));
        assertThat(refused.code()).as(sentence).isEqualTo(1);
        assertThat(refused.err()).contains(run + " holds a run with " + sentence);
    }

    private CommandLineRun train(String... arguments) {
        var all = new ArrayList<>(List.of("train", "--data", pets.root().toString(), "--out", run.toString()));
        all.addAll(Arrays.asList(arguments));
        return CommandLineRun.of(all.toArray(new String[0]));
    }
}
