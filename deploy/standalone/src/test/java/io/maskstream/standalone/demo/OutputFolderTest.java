package io.maskstream.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OutputFolderTest {
    private final StringWriter said = new StringWriter();
    private final Console console = new Console(new PrintWriter(said));

    @Test
    void shouldReplaceAnEarlierDemoAndSaySo(@TempDir Path folder) throws IOException {
        // Given
        OutputFolder first = OutputFolder.prepare(folder, console);
        Files.writeString(first.page(), "old");
        Files.writeString(first.images().resolve("old.jpg"), "old");
        Files.writeString(folder.resolve("mine.txt"), "not the demo's");
        // When
        OutputFolder second = OutputFolder.prepare(folder, console);
        // Then
        assertThat(second.page()).doesNotExist();
        assertThat(second.images()).isEmptyDirectory();
        assertThat(folder.resolve("mine.txt")).exists();
        assertThat(said.toString()).contains("replacing");
    }

    @Test
    void shouldRefuseAFolderOfSomethingElse(@TempDir Path folder) throws IOException {
        // Given
        Path mine = Files.writeString(folder.resolve("index.html"), "a page of mine");
        // Then
        assertThatThrownBy(() -> OutputFolder.prepare(folder, console))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("not empty")
                .hasMessageContaining("--out");
        assertThat(mine).hasContent("a page of mine");
    }
}
