package io.maskstream.verify.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReferencesTest {
    private final Path file;

    ReferencesTest(@TempDir Path folder) {
        file = folder.resolve("uris.txt");
    }

    @Test
    void shouldTakeAUriOnEachLine() throws Exception {
        // Given: as Windows writes it
        Files.writeString(file, "\uFEFFfile:///a.jpg\r\n\r\n# not this\r\n  https://example.org/b.jpg \r\n");
        // When
        var references = References.in(file);
        // Then
        assertThat(references)
                .containsExactly(Reference.unknown("file:///a.jpg"), Reference.unknown("https://example.org/b.jpg"));
    }

    @Test
    void shouldSayWhichLineIsNoUri() throws Exception {
        // Given
        Files.writeString(file, "file:///a.jpg\nhttps://example.org/my cat.jpg\n");
        // Then
        assertThatThrownBy(() -> References.in(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("line 2 of", "uris.txt", "%20");
    }

    @Test
    void shouldSayThatAFileNamesNothing() throws Exception {
        // Given
        Files.writeString(file, "# nothing\n");
        // Then
        assertThatThrownBy(() -> References.in(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("names nothing");
    }
}
