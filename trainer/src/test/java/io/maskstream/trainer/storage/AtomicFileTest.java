package io.maskstream.trainer.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "links and pipes are those of Unix")
class AtomicFileTest {
    private final Path folder;

    AtomicFileTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void shouldReplaceWhatALinkLeadsToAndKeepTheLink() throws IOException {
        // Given
        Path target =
                Files.writeString(Files.createDirectory(folder.resolve("far")).resolve("file"), "old");
        Path second = Files.createSymbolicLink(folder.resolve("far/link"), Path.of("file"));
        Path first = Files.createSymbolicLink(folder.resolve("link"), Path.of("far/link"));

        // When
        AtomicFile.write(first, "new");

        // Then
        assertThat(first).isSymbolicLink();
        assertThat(second).isSymbolicLink();
        assertThat(target).isRegularFile().hasContent("new");
        try (var files = Files.list(target.resolveSibling(""))) {
            assertThat(files).containsExactlyInAnyOrder(target, second);
        }
    }

    @Test
    void shouldMakeWhatALinkLeadsTo() throws IOException {
        // Given
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("not/there/yet"));

        // When
        AtomicFile.write(link, "new");

        // Then
        assertThat(link).isSymbolicLink();
        assertThat(folder.resolve("not/there/yet")).hasContent("new");
    }

    @Test
    void shouldRefuseALinkToItself() throws IOException {
        // Given
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("link"));

        // Then
        assertThatIOException()
                .isThrownBy(() -> AtomicFile.write(link, "new"))
                .withMessageContaining(link + " cannot be written (its links lead back to themselves)");
    }

    @Test
    void shouldWriteIntoAPipe() throws IOException, InterruptedException {
        // Given
        Path pipe = folder.resolve("pipe");
        assumeTrue(isMade(pipe), "pipes cannot be made");
        Process reader = new ProcessBuilder("cat", pipe.toString()).start();

        // When
        AtomicFile.write(pipe, "through the pipe");

        // Then
        assertThat(new String(reader.getInputStream().readAllBytes(), UTF_8)).isEqualTo("through the pipe");
        assertThat(reader.waitFor()).isZero();
        assertThat(Files.isRegularFile(pipe)).isFalse();
    }

    @Test
    void shouldSayWhereAFileIsInTheWayOfItsFolder() throws IOException {
        // Given
        Path inTheWay = Files.writeString(folder.resolve("file"), "kept");

        // Then
        assertThatIOException()
                .isThrownBy(() -> AtomicFile.write(inTheWay.resolve("below"), "new"))
                .withMessageContaining("(a file is where a folder should be)");
        assertThat(inTheWay).hasContent("kept");
    }

    private static boolean isMade(Path pipe) throws InterruptedException {
        try {
            return new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0;
        } catch (IOException e) {
            return false; // there is no such program
        }
    }
}
