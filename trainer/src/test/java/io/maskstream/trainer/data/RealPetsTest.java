package io.maskstream.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Real photographs, where there are some: a part of the data set, of 605 pairs, below {@code pets.dir}. */
class RealPetsTest {
    private static final Path PETS = Path.of(System.getProperty("pets.dir", "missing"));

    @BeforeEach
    void shouldHavePhotographs() {
        assumeThat(PETS.resolve("images")).isDirectory();
    }

    @Test
    void shouldPairAndSplitThemAll() throws IOException {
        // When
        var folder = PetsFolder.scan(PETS);

        // Then
        assumeThat(folder.pairs()).hasSize(605);
        assertThat(folder.problems()).isEmpty();
        var split = Split.lesson(folder.pairs(), Split.defaultValidation(605));
        assertThat(split.training()).hasSize(505).doesNotContainAnyElementsOf(split.validation());
        assertThat(split.validation()).hasSize(100);
    }

    @Test
    void shouldReadSomeWithoutAProblem() throws IOException {
        // Given
        var pairs = PetsFolder.scan(PETS).pairs();
        var problems = new ArrayList<String>();

        // When
        var samples = new SampleReader(200, 200, 3)
                .read(pairs.subList(0, Math.min(8, pairs.size())), problems::add, done -> {});

        // Then
        assertThat(problems).isEmpty();
        assertThat(samples.count()).isEqualTo(Math.min(8, pairs.size()));
    }
}
