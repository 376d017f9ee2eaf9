package io.maskstream.standalone.demo.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OutputFolderTest {
    private final List<String> said = new ArrayList<>();

    @Test
    void shouldReplaceAnEarlierDemoAndSaySo(@TempDir Path folder) throws IOException {
        // Given
        OutputFolder first = OutputFolder.prepare(folder, Map.of(), said::add);
        Files.writeString(first.page(), "old");
        Files.writeString(first.images().resolve("old.jpg"), "old");
        Files.writeString(folder.resolve("mine.txt"), "not the demo's");
        // When
        OutputFolder second = OutputFolder.prepare(folder, Map.of(), said::add);
        // Then
        assertThat(second.page()).doesNotExist();
        assertThat(second.images()).isEmptyDirectory();
        assertThat(folder.resolve("mine.txt")).exists();
        assertThat(said).hasSize(2);
        assertThat(said.get(1)).contains("replacing");
    }

    @Test
    void shouldRefuseAFolderOfSomethingElse(@TempDir Path folder) throws IOException {
        // Given
        Path mine = Files.writeString(folder.resolve("index.html"), "a page of mine");
        // Then
        assertThatThrownBy(() -> OutputFolder.prepare(folder, Map.of(), said::add))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("not empty")
                .hasMessageContaining("--out");
        assertThat(mine).hasContent("a page of mine");
    }

    @Test
    void shouldSayThatAFolderCannotBeWritten(@TempDir Path folder) throws IOException {
        // Given
        Path out =
                Files.writeString(folder.resolve("notes.txt"), "not a folder").resolve("out");
        // Then
        assertThatThrownBy(() -> OutputFolder.prepare(out, Map.of(), said::add))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(out + " cannot be written")
                .hasMessageContaining("--out");
    }

    @Test
    void shouldRefuseToReplaceWhatItIsToRead(@TempDir Path folder) throws IOException {
        // Given
        Path out = Files.createDirectory(folder.resolve("out"));
        OutputFolder demo = OutputFolder.prepare(out, Map.of(), said::add);
        Path mine = Files.createDirectories(demo.scenes().resolve("mine"));
        Path picture = Files.writeString(mine.resolve("cat.jpg"), "mine");
        Path link = Files.createSymbolicLink(folder.resolve("link"), mine);
        // When / Then
        for (Path input : List.of(demo.scenes(), mine, picture, link, out.resolve("logs/../scenes"))) {
            assertThatThrownBy(() -> OutputFolder.prepare(out, Map.of("--images", List.of(input)), said::add))
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith(input + " (--images) lies in " + demo.scenes())
                    .hasMessageContaining("--out");
        }
        assertThat(picture).hasContent("mine");
        assertThat(said.toString()).doesNotContain("replacing");
    }

    @Test
    void shouldTakeImagesThatStayWhereTheyAre(@TempDir Path folder) throws IOException {
        // Given
        Path out = Files.createDirectory(folder.resolve("out"));
        OutputFolder demo = OutputFolder.prepare(out, Map.of(), said::add);
        Path old = Files.writeString(demo.images().resolve("old.jpg"), "old");
        Path mine = Files.createDirectory(out.resolve("mine"));
        // When
        OutputFolder.prepare(out, Map.of("--images", List.of(mine), "--also-read", List.of(folder)), said::add);
        // Then
        assertThat(old).doesNotExist();
        assertThat(mine).isDirectory();
    }
}
