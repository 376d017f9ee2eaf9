package io.maskstream.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.maskstream.trainer.fixture.TinyPets;
import java.awt.Color;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleReaderTest {
    private final List<String> problems = new ArrayList<>();
    private final List<Integer> progress = new ArrayList<>();

    private final TinyPets pets;

    SampleReaderTest(@TempDir Path root) throws IOException {
        pets = new TinyPets(root);
    }

    @Test
    void shouldBringLabelsToTheirClassIdsByTheNearestPixel() throws IOException {
        // Given
        pets.withImage("pug_1", 4, 2, Color.GRAY).withTrimap("pug_1", 4, 2, 1, 2, 3, 1, 2, 3, 1, 3);

        // When
        Samples samples = read(2, 2);

        // Then
        assertThat(labels(samples, 0)).containsExactly(1, 0, 2, 2);
        assertThat(problems).isEmpty();
    }

    @Test
    void shouldReadPixelsAsRgbOneImageAfterTheOther() throws IOException {
        // Given
        pets.withPair("a", 16, 16, new Color(250, 120, 10)).withPair("b", 24, 8, new Color(5, 60, 240));

        // When
        Samples samples = read(8, 4);

        // Then
        assertThat(samples.names()).containsExactly("a", "b");
        assertThat(samples.width()).isEqualTo(8);
        assertThat(samples.height()).isEqualTo(4);
        assertThat(samples.imageBytes()).isEqualTo(96);
        assertThat(samples.labelBytes()).isEqualTo(32);
        assertAllNear(bytes(samples.pixels(), 0, 96), 250, 120, 10);
        assertAllNear(bytes(samples.pixels(), 96, 96), 5, 60, 240);
        assertThat(progress).containsExactly(1, 2);
    }

    @Test
    void shouldNameAndSkipATrimapOfAnotherSize() throws IOException {
        // Given
        pets.withPair("good", 16, 16, Color.RED).withImage("odd", 16, 12, Color.RED);
        pets.withTrimap("odd", 12, 16, new int[12 * 16]);

        // When
        Samples samples = read(8, 8);

        // Then
        assertThat(samples.names()).containsExactly("good");
        assertThat(problems).containsExactly("odd: the image is 16 x 12, its trimap 12 x 16: skipped");
    }

    @Test
    void shouldNameAndSkipATrimapWithALabelThatThereIsNot() throws IOException {
        // Given
        pets.withImage("four", 2, 2, Color.RED).withTrimap("four", 2, 2, 1, 2, 3, 4);
        pets.withImage("zero", 2, 2, Color.RED).withTrimap("zero", 2, 2, 1, 2, 3, 0);

        // When
        Samples samples = read(2, 2);

        // Then
        assertThat(samples.count()).isZero();
        assertThat(problems)
                .containsExactly(
                        "four: its trimap has a pixel of value 4, where 1 to 3 are labels: skipped",
                        "zero: its trimap has a pixel of value 0, where 1 to 3 are labels: skipped");
    }

    @Test
    void shouldPutTheNextImageInThePlaceOfADamagedOne() throws IOException {
        // Given
        pets.withPair("a_damaged", 32, 32, Color.RED).withPair("b_good", 32, 32, new Color(5, 60, 240));
        byte[] whole = Files.readAllBytes(pets.image("a_damaged"));
        Files.write(pets.image("a_damaged"), Arrays.copyOf(whole, whole.length / 2));

        // When
        Samples samples = read(8, 8);

        // Then
        assertThat(samples.names()).containsExactly("b_good");
        assertAllNear(bytes(samples.pixels(), 0, samples.imageBytes()), 5, 60, 240);
        assertThat(labels(samples, 0)).startsWith(0, 0, 0, 0, 1, 1, 1, 1);
        assertThat(problems)
                .singleElement()
                .asString()
                .startsWith("a_damaged: ")
                .endsWith(": skipped");
        assertThat(progress).containsExactly(1, 2);
    }

    @Test
    void shouldNameAndSkipFilesThatAreNoImages() throws IOException {
        // Given
        pets.withPair("text", 8, 8, Color.RED).withPair("mask", 8, 8, Color.RED);
        Files.writeString(pets.image("text"), "not an image");
        Files.writeString(pets.trimap("mask"), "not a trimap");

        // When
        Samples samples = read(8, 8);

        // Then
        assertThat(samples.count()).isZero();
        assertThat(problems).hasSize(2);
        assertThat(problems.get(0)).startsWith("mask: ");
        assertThat(problems.get(1)).startsWith("text: ");
    }

    @Test
    void shouldSkipATrimapThatIsOddWhereNoPixelIsTaken() throws IOException {
        // Given: of four pixels, a sample of one takes the last
        pets.withImage("odd", 2, 2, Color.RED).withTrimap("odd", 2, 2, 4, 2, 3, 1);

        // When
        Samples samples = read(1, 1);

        // Then
        assertThat(samples.count()).isZero();
        assertThat(problems)
                .containsExactly("odd: its trimap has a pixel of value 4, where 1 to 3 are labels: skipped");
    }

    @Test
    void shouldNameAndSkipWhatCannotBeRead() throws IOException {
        // Given: a folder, which root may not read as a file either
        pets.withPair("good", 8, 8, Color.RED).withPair("odd", 8, 8, Color.RED);
        Files.delete(pets.image("odd"));
        Files.createDirectory(pets.image("odd"));

        // When
        Samples samples = read(8, 8);

        // Then
        assertThat(samples.names()).containsExactly("good");
        assertThat(problems).singleElement().asString().matches("odd: cannot be read \\(.+\\): skipped");
    }

    @Test
    void shouldRefuseMoreImagesThanABufferHolds() {
        // Given
        var image = new LabelledImage("a", pets.image("a"), pets.trimap("a"));

        // Then
        assertThatIOException()
                .isThrownBy(() -> new SampleReader(200, 200, 3)
                        .read(Collections.nCopies(17_896, image), problems::add, progress::add))
                .withMessageContaining("17896 images are too many at once")
                .withMessageContaining("17895 to train");
    }

    private Samples read(int width, int height) throws IOException {
        return new SampleReader(width, height, 3)
                .read(PetsFolder.scan(pets.root()).pairs(), problems::add, progress::add);
    }

    private static byte[] labels(Samples samples, int index) {
        return bytes(samples.labels(), index * samples.labelBytes(), samples.labelBytes());
    }

    private static byte[] bytes(ByteBuffer buffer, int from, int count) {
        byte[] bytes = new byte[count];
        buffer.get(from, bytes);
        return bytes;
    }

    /** JPEG keeps a colour but for a few steps. */
    private static void assertAllNear(byte[] pixels, int... rgb) {
        for (int index = 0; index < pixels.length; index++) {
            assertThat(Byte.toUnsignedInt(pixels[index])).isBetween(rgb[index % 3] - 4, rgb[index % 3] + 4);
        }
    }
}
