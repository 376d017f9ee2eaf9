package io.maskstream.worker.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FileNamesTest {

    @ParameterizedTest
    @ValueSource(strings = {"cat-1", "Abyssinian_10", "a.b", "2026-01-31"})
    void shouldKeepAPlainName(String id) {
        assertThat(FileNames.of(id)).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../etc/passwd",
                "/etc/passwd",
                "..",
                ".",
                ".bashrc",
                "C:\\Windows\\x",
                "a/b",
                "con",
                "NUL.txt",
                "a\u0000b",
                "\n",
                "",
                "https://user@host/x.jpg?y=1",
                "😀",
                "a.",
                " ",
                "-rf"
            })
    void shouldStayInsideTheFolderWhateverTheName(String id) {
        // Given
        var folder = Path.of("out", "masks");
        // When
        var name = FileNames.of(id);
        // Then
        assertThat(name).matches("[A-Za-z0-9_][A-Za-z0-9._-]*").isNotEqualToIgnoringCase(id);
        assertThat(folder.resolve(name + ".png").normalize().getParent()).isEqualTo(folder);
    }

    @Test
    void shouldTellApartWhatBecameTheSameAndBoundTheLength() {
        assertThat(FileNames.of("a/b")).isNotEqualTo(FileNames.of("a:b")).isNotEqualTo(FileNames.of("a_b"));
        assertThat(FileNames.of("x".repeat(1_000))).hasSizeLessThan(140).isNotEqualTo(FileNames.of("x".repeat(999)));
    }

    @Test
    void shouldTellAnIdFromTheNameThatAnotherBecame() {
        // Given
        String name = FileNames.of("a/b");
        // Then
        assertThat(FileNames.of(name)).isNotEqualTo(name).startsWith(name);
        assertThat(FileNames.of(FileNames.of(name))).isNotEqualTo(FileNames.of(name));
    }
}
