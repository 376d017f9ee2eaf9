package io.maskstream.trainer.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnpackingTest {
    private final Path target;
    private final Path archive;
    private final Unpacking unpacking = new Unpacking(3, 1000);

    UnpackingTest(@TempDir Path folder) throws IOException {
        this.target = Files.createDirectory(folder.resolve("pets"));
        this.archive = folder.resolve("images.tar.gz");
    }

    @Test
    void shouldUnpackFilesInThePlaceOfOlderOnes() throws IOException {
        // Given
        Files.createDirectories(target.resolve("images"));
        Files.writeString(target.resolve("images/old.jpg"), "old");
        write(file("images/cat.jpg", "a cat"), file("images/deep/dog.jpg", "a dog"));

        // When
        unpacking.unpack(archive, target, "images", files -> {});

        // Then
        assertThat(target.resolve("images/cat.jpg")).hasContent("a cat");
        assertThat(target.resolve("images/deep/dog.jpg")).hasContent("a dog");
        assertThat(target.resolve("images/old.jpg")).doesNotExist();
        assertThat(target).isDirectoryNotContaining("glob:**.unpacking");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../outside.jpg", "images/../../outside.jpg", "/tmp/outside.jpg"})
    void shouldWriteNothingOutsideOfItsFolder(String name) throws IOException {
        // Given
        write(file("images/cat.jpg", "a cat"), file(name, "outside"));

        // Then
        assertRefuses("outside of its folder");
        assertThat(target.resolveSibling("outside.jpg")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(bytes = {TarConstants.LF_SYMLINK, TarConstants.LF_LINK, TarConstants.LF_CHR, TarConstants.LF_FIFO})
    void shouldUnpackNoLinksAndDevices(byte kind) throws IOException {
        // Given
        var entry = new TarArchiveEntry("images/link", kind);
        entry.setLinkName("/etc/passwd");
        write(new Content(entry, ""));

        // Then
        assertRefuses("a link, a device");
    }

    @Test
    void shouldUnpackNotMoreFilesThanAllowed() throws IOException {
        // Given
        write(file("images/1", ""), file("images/2", ""), file("images/3", ""), file("images/4", ""));

        // Then
        assertRefuses("more than 3 files");
    }

    @Test
    void shouldUnpackNotMoreBytesThanAllowed() throws IOException {
        // Given
        write(file("images/1", "x".repeat(600)), file("images/2", "x".repeat(600)));

        // Then
        assertRefuses("1,000 bytes");
    }

    @Test
    void shouldSayThatTheFolderIsMissing() throws IOException {
        // Given
        write(file("other/cat.jpg", "a cat"));

        // Then
        assertRefuses("holds no folder images");
    }

    private void assertRefuses(String why) {
        assertThatIOException()
                .isThrownBy(() -> unpacking.unpack(archive, target, "images", files -> {}))
                .withMessageContaining(archive.toString())
                .withMessageContaining(why);
        assertThat(target).isEmptyDirectory();
    }

    private record Content(TarArchiveEntry entry, String text) {}

    private static Content file(String name, String text) {
        var entry = new TarArchiveEntry(name, true);
        entry.setSize(text.length());
        return new Content(entry, text);
    }

    private void write(Content... contents) throws IOException {
        try (var tar = new TarArchiveOutputStream(new GZIPOutputStream(Files.newOutputStream(archive)))) {
            for (Content content : contents) {
                tar.putArchiveEntry(content.entry());
                tar.write(content.text().getBytes(StandardCharsets.US_ASCII));
                tar.closeArchiveEntry();
            }
        }
    }
}
