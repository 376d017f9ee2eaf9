package io.maskstream.trainer.storage;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.fail;

import io.maskstream.trainer.network.WeightArray;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DamagedHeaderTest {
    /** A checkpoint may be damaged anywhere: that is told in a sentence, or not noticed, but never ends in another way. */
    @Test
    void shouldBeReadOrRefusedWhicheverByteIsWrong(@TempDir Path folder) throws IOException {
        // Given
        Path file = folder.resolve("weights.safetensors");
        var array = new WeightArray(List.of(2L, 2L), new float[] {1, 2, 3, 4});
        new Safetensors(Map.of("kernel", array), Map.of("word", "value")).write(file);
        byte[] whole = Files.readAllBytes(file);
        int headerEnd = whole.length - 16;

        for (int index = 0; index < headerEnd; index++) {
            for (char wrong : "-9\"[{}],: x\0".toCharArray()) {
                // When
                byte[] damaged = whole.clone();
                damaged[index] = (byte) wrong;
                Files.write(file, damaged);

                // Then
                assertThatCode(() -> read(file))
                        .as(
                                "byte %d is '%s' in %s",
                                index, wrong, new String(damaged, 8, headerEnd - 8, StandardCharsets.UTF_8))
                        .doesNotThrowAnyException();
            }
        }
    }

    private static void read(Path file) {
        try {
            Safetensors.read(file);
        } catch (IOException refused) {
            if (!String.valueOf(refused.getMessage()).contains(file.toString())) {
                fail("the file is not named: " + refused.getMessage());
            }
        }
    }
}
