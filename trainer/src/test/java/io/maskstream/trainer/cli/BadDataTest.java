package io.maskstream.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.maskstream.trainer.fixture.TinyPets;
import io.maskstream.trainer.training.Trainer;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong with the data, or the disk, is told in a sentence; training goes on, or stops before it starts. */
class BadDataTest {
    private static final int SIZE = 24;

    private final Path folder;
    private final TinyPets pets;

    BadDataTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        this.pets = new TinyPets(folder.resolve("pets"));
        for (String name : new String[] {"a", "b", "c", "d"}) {
            pets.withPair(name, SIZE, SIZE, Color.ORANGE);
        }
    }

    @Test
    void shouldGoOnWithoutAnImageThatHasNoTrimap() throws IOException {
        // Given
        pets.withImage("alone", SIZE, SIZE, Color.BLUE);

        // Then
        assertGoesOn("images/alone.jpg has no annotations/trimaps/alone.png: skipped");
    }

    @Test
    void shouldGoOnWithoutACorruptJpeg() throws IOException {
        // Given
        pets.withPair("broken", SIZE, SIZE, Color.BLUE);
        byte[] whole = Files.readAllBytes(pets.image("broken"));
        Files.write(pets.image("broken"), Arrays.copyOf(whole, 60));

        // Then
        assertGoesOn("broken: ", ": skipped");
    }

    @Test
    void shouldGoOnWithoutATrimapOfAnotherLabel() throws IOException {
        // Given
        pets.withImage("odd", 2, 1, Color.BLUE).withTrimap("odd", 2, 1, 1, 4);

        // Then
        assertGoesOn("odd: its trimap has a pixel of value 4, where 1 to 3 are labels: skipped");
    }

    @Test
    void shouldLearnFromAGreyImage() throws IOException {
        // Given
        pets.withPair("grey", SIZE, SIZE, Color.BLUE);
        ImageIO.write(
                new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_BYTE_GRAY),
                "jpg",
                pets.image("grey").toFile());

        // Then
        assertThat(assertGoesOn().out()).contains("on 3 images, validating on 2");
    }

    @Test
    void shouldLearnFromAnImageOfOnePixel() throws IOException {
        // Given
        pets.withImage("dot", 1, 1, Color.BLUE).withTrimap("dot", 1, 1, 1);

        // Then
        assertThat(assertGoesOn().out()).contains("on 3 images, validating on 2");
    }

    @Test
    void shouldNotStartOnAnEmptyFolder() throws IOException {
        // Given
        Path empty = Files.createDirectory(folder.resolve("empty"));

        // When
        var run = CommandLineRun.of("train", "--data", empty.toString(), "--out", out());

        // Then
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("--data must name the folder that holds images/ and annotations/trimaps/");
        assertThat(run.err().lines()).hasSize(1);
    }

    @Test
    void shouldSayThatTheDiskIsFullAndGoOnWhenThereIsRoom() throws IOException, InterruptedException {
        // Given: room for the pictures, not for checkpoints
        Path small = Files.createDirectory(folder.resolve("small"));
        assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", small.toString()), "tmpfs cannot be mounted");
        try {
            // When
            var full = train(small);

            // Then
            assertThat(full.code()).isEqualTo(1);
            assertThat(full.err()).contains(Trainer.BEST, "cannot be written", "make room");
            assertThat(full.err()).doesNotContain("\tat ");

            // When
            assertThat(run("mount", "-o", "remount,size=64m", small.toString())).isTrue();
            assertThat(train(small).code()).isZero();

            // Then
            assertThat(small.resolve(Trainer.BEST)).isNotEmptyFile();
        } finally {
            run("umount", small.toString());
        }
    }

    private CommandLineRun assertGoesOn(String... sentences) {
        var run = train(folder.resolve("run"));
        assertThat(run.code()).as(run.err()).isZero();
        if (sentences.length > 0) {
            assertThat(run.err()).contains(sentences);
        }
        assertThat(folder.resolve("run").resolve(Trainer.BEST)).isNotEmptyFile();
        return run;
    }

    private CommandLineRun train(Path run) {
        return CommandLineRun.of(
                "train",
                "--network",
                "mobile-unet",
                "--data",
                pets.root().toString(),
                "--out",
                run.toString(),
                "--epochs",
                "1",
                "--validation",
                "2",
                "--threads",
                "1");
    }

    private String out() {
        return folder.resolve("run").toString();
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
        } catch (IOException e) {
            return false; // there is no such program
        }
    }
}
