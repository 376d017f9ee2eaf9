package io.maskstream.trainer.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

class FileProblemTest {
    @Test
    void shouldPutIntoWordsWhatJavaTellsByAClassAlone() {
        assertThat(FileProblem.sentence(new AccessDeniedException("a.png"))).isEqualTo("a.png: permission is denied");
        assertThat(FileProblem.sentence(new NoSuchFileException("a.png")))
                .isEqualTo("a.png: there is no such file or folder");
    }

    @Test
    void shouldKeepTheWordsThatThereAre() {
        // Given
        var named = new FileSystemException("a.png", null, "Is a directory");

        // Then
        assertThat(FileProblem.sentence(named)).isEqualTo("a.png: Is a directory");
        assertThat(FileProblem.reason(named)).isEqualTo("Is a directory");
        assertThat(FileProblem.sentence(new IOException("No space left on device")))
                .isEqualTo("No space left on device");
    }
}
