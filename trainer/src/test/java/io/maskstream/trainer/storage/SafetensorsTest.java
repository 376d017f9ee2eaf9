package io.maskstream.trainer.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.maskstream.trainer.network.WeightArray;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafetensorsTest {
    private final Path folder;
    private final Path file;

    SafetensorsTest(@TempDir Path folder) {
        this.folder = folder;
        this.file = folder.resolve("weights.safetensors");
    }

    @Test
    void shouldReadWhatItWrote() throws IOException {
        // Given
        var written = small();

        // When
        written.write(file);
        var read = Safetensors.read(file);

        // Then
        assertThat(read.metadata()).isEqualTo(Map.of("word", "größer", "empty", ""));
        assertThat(read.arrays().keySet()).containsExactly("a/kernel", "a/bias", "scalar");
        read.arrays().forEach((name, array) -> {
            WeightArray expected = written.arrays().getOrDefault(name, array);
            assertThat(array.shape()).isEqualTo(expected.shape());
            assertThat(array.values()).isEqualTo(expected.values());
        });
    }

    @Test
    void shouldKeepTheFormatThatPythonReads() throws IOException {
        // When
        small().write(file);

        // Then
        var bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        int length = (int) bytes.getLong();
        String header = new String(bytes.array(), 8, length, StandardCharsets.UTF_8);
        assertThat(header)
                .startsWith("{\"__metadata__\":{\"word\":\"größer\",\"empty\":\"\"}")
                .contains("\"a/kernel\":{\"dtype\":\"F32\",\"shape\":[2,3],\"data_offsets\":[0,24]}")
                .contains("\"a/bias\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[24,32]}");
        assertThat(bytes.limit()).isEqualTo(8 + length + 36);
        assertThat(bytes.getFloat(8 + length + 24)).isEqualTo(-7.5f);
    }

    @Test
    void shouldNameAFileThatWasCutOffWherever() throws IOException {
        // Given
        small().write(file);
        byte[] whole = Files.readAllBytes(file);

        for (int length = 0; length < whole.length; length++) {
            // When
            Files.write(file, Arrays.copyOf(whole, length));

            // Then
            assertThatIOException()
                    .as("of %d bytes", length)
                    .isThrownBy(() -> Safetensors.read(file))
                    .withMessageStartingWith(file + " is not a checkpoint of this trainer: ");
        }
    }

    @Test
    void shouldNameAFileOfAnotherKind() throws IOException {
        // Given
        Files.writeString(file, "PK\u0003\u0004 certainly not an array of numbers");

        // When
        // Then
        assertThatIOException()
                .isThrownBy(() -> Safetensors.read(file))
                .withMessageContaining(file.toString())
                .withMessageContaining("its header does not fit");
    }

    @Test
    void shouldNameAnArrayOfAnotherType() throws IOException {
        // Given
        small().write(file);
        String content = Files.readString(file, StandardCharsets.ISO_8859_1);
        Files.writeString(file, content.replaceFirst("F32", "F16"), StandardCharsets.ISO_8859_1);

        // When
        // Then
        assertThatIOException()
                .isThrownBy(() -> Safetensors.read(file))
                .withMessageContaining("the array a/kernel does not fit its description");
    }

    @Test
    void shouldReplaceTheOldFileAndLeaveNothingBeside() throws IOException {
        // Given
        Files.writeString(file, "old");
        Files.writeString(folder.resolve("weights.safetensors.part"), "left by a run that was killed ".repeat(100));

        // When
        small().write(file);

        // Then
        assertThat(Safetensors.read(file).arrays()).hasSize(3);
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void shouldLeaveTheOldFileWhereTheNewOneCannotBeWritten() throws IOException {
        // Given
        small().write(file);
        byte[] before = Files.readAllBytes(file);
        Files.createDirectory(folder.resolve("weights.safetensors.part"));

        // When
        // Then
        assertThatIOException().isThrownBy(() -> new Safetensors(Map.of(), Map.of()).write(file));
        assertThat(file).hasBinaryContent(before);
    }

    private static Safetensors small() {
        var arrays = new LinkedHashMap<String, WeightArray>();
        arrays.put("a/kernel", new WeightArray(List.of(2L, 3L), new float[] {1, 2, 3, 4, 5, Float.MIN_VALUE}));
        arrays.put("a/bias", new WeightArray(List.of(2L), new float[] {-7.5f, Float.NaN}));
        arrays.put("scalar", new WeightArray(List.of(), new float[] {0.1f}));
        var words = new LinkedHashMap<String, String>();
        words.put("word", "größer");
        words.put("empty", "");
        return new Safetensors(arrays, words);
    }
}
