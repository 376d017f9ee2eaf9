package io.maskstream.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.maskstream.trainer.fixture.TinyPets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PetsFolderTest {
    private final Path root;

    PetsFolderTest(@TempDir Path root) {
        this.root = root;
    }

    @Test
    void shouldPairImagesAndTrimapsByNameInPythonsOrder() throws IOException {
        // Given
        var pets = new TinyPets(root);
        for (String name : new String[] {"beagle_2", "Abyssinian_1", "beagle_10", "Sphynx_3"}) {
            Files.createFile(pets.image(name));
            Files.createFile(pets.trimap(name));
        }

        // When
        var folder = PetsFolder.scan(root);

        // Then
        assertThat(folder.pairs())
                .extracting(LabelledImage::name)
                .containsExactly("Abyssinian_1", "Sphynx_3", "beagle_10", "beagle_2");
        assertThat(folder.pairs().get(0))
                .isEqualTo(new LabelledImage("Abyssinian_1", pets.image("Abyssinian_1"), pets.trimap("Abyssinian_1")));
        assertThat(folder.problems()).isEmpty();
    }

    @Test
    void shouldIgnoreDotFilesAndOtherKindsOfFiles() throws IOException {
        // Given
        var pets = new TinyPets(root);
        Files.createFile(pets.image("pug_1"));
        Files.createFile(pets.trimap("pug_1"));
        Files.createFile(pets.trimap("._pug_1"));
        Files.createFile(pets.image("._pug_1"));
        Files.createFile(root.resolve("images").resolve("pug_1.mat"));
        Files.createFile(root.resolve("annotations").resolve("list.txt"));

        // When
        var folder = PetsFolder.scan(root);

        // Then
        assertThat(folder.pairs()).extracting(LabelledImage::name).containsExactly("pug_1");
        assertThat(folder.problems()).isEmpty();
    }

    @Test
    void shouldNameWhatHasNoPartnerAndSkipIt() throws IOException {
        // Given
        var pets = new TinyPets(root);
        Files.createFile(pets.image("alone_1"));
        Files.createFile(pets.trimap("alone_2"));
        Files.createFile(pets.image("pug_1"));
        Files.createFile(pets.trimap("pug_1"));

        // When
        var folder = PetsFolder.scan(root);

        // Then
        assertThat(folder.pairs()).extracting(LabelledImage::name).containsExactly("pug_1");
        assertThat(folder.problems())
                .containsExactly(
                        "images/alone_1.jpg has no annotations/trimaps/alone_1.png: skipped",
                        "annotations/trimaps/alone_2.png has no images/alone_2.jpg: skipped");
    }

    @Test
    void shouldNameTheFolderThatIsMissingAndTheSettingThatNamedIt() throws IOException {
        // Given
        Files.createDirectory(root.resolve("images"));

        // When
        // Then
        assertThatExceptionOfType(NoSuchFileException.class)
                .isThrownBy(() -> PetsFolder.scan(root))
                .withMessageContaining(
                        root.resolve("annotations").resolve("trimaps").toString())
                .withMessageContaining("--data");
        assertThatExceptionOfType(NoSuchFileException.class)
                .isThrownBy(() -> PetsFolder.scan(root.resolve("nowhere")))
                .withMessageContaining(root.resolve("nowhere").resolve("images").toString());
    }
}
