package io.maskstream.worker.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReferencesTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void shouldFindImagesInOrderAndNameThemAfterTheirFiles() throws Exception {
        // Given
        touch("b.JPG", "a.png", "sub/c d.webp", "notes.txt", ".hidden.jpg", ".cache/x.png", "._a.jpg");
        // When
        var references = new References().under(folder);
        // Then
        assertThat(references).extracting(Reference::key).containsExactly("a", "b", "c d");
        assertThat(references.get(2).value()).contains("\"uri\":\"file:///").contains("c%20d.webp");
    }

    @Test
    void shouldNameFilesByTheirPathWhereNamesAreAmbiguous() throws Exception {
        // Given
        touch("x/cat.jpg", "y/cat.png", "dog.jpg");
        // When / Then
        assertThat(new References().under(folder))
                .extracting(Reference::key)
                .containsExactly("dog", "x/cat.jpg", "y/cat.png");
    }

    @Test
    void shouldGiveNoTwoFilesTheSameKey() throws Exception {
        // Given: the path of one is the name of the next
        touch("cat.jpg", "cat.png", "cat.jpg.png", "cat.jpg.png.gif", "dog.gif");
        // When / Then
        assertThat(new References().under(folder))
                .extracting(Reference::key)
                .containsExactly("cat.jpg", "cat.jpg.png", "cat.jpg.png.gif", "cat.png", "dog");
    }

    @Test
    void shouldNotNameALineAsAnEarlierOneIsNamed() {
        // Given
        var lines = """
                {"imageId":"cat","uri":"file:///x.png"}
                https://example.org/cat.jpg
                """;
        // When / Then
        assertThat(new References().lines(new BufferedReader(new StringReader(lines))))
                .extracting(Reference::key)
                .containsExactly("cat", "https://example.org/cat.jpg");
    }

    @Test
    void shouldTakeOneFileWhateverItsEnding() throws Exception {
        // Given
        touch("picture");
        // When / Then
        assertThat(new References().under(folder.resolve("picture")))
                .extracting(Reference::key)
                .containsExactly("picture");
        assertThatThrownBy(() -> new References().under(folder.resolve("nowhere")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("there is no file or folder");
    }

    @Test
    void shouldNameLinesAndSendThemAsTheyAre() {
        // Given
        var lines = """
                https://example.org/photos/cat.jpg?size=1

                https://example.org/other/cat.jpg
                {"imageId":"mine","uri":"file:///x.png"}
                data:image/png;base64,AAAA
                nonsense
                """;
        // When
        var references = new References()
                .lines(new BufferedReader(new StringReader(lines)))
                .toList();
        // Then
        assertThat(references)
                .extracting(Reference::key)
                .containsExactly("cat", "https://example.org/other/cat.jpg", "mine", null, null);
        assertThat(references.get(4).value()).isEqualTo("nonsense");
    }

    @Test
    void shouldReadTheLinesOfATextFileAsAnEditorLeavesThem() throws Exception {
        // Given
        Path list = Files.writeString(
                folder.resolve("uris.TXT"),
                "\uFEFFhttps://example.org/cat.jpg\r\n\r\n# a remark\r\n  s3://photos/Käfer.png  \r\n");
        // When
        List<Reference> references;
        try (var listed = new References().listed(list)) {
            references = listed.toList();
        }
        // Then
        assertThat(references)
                .containsExactly(
                        new Reference("cat", "https://example.org/cat.jpg"),
                        new Reference("Käfer", "s3://photos/Käfer.png"));
    }

    @Test
    void shouldTakeOnlyTextFilesForLists() throws Exception {
        // Given
        touch("uris.txt", "cat.jpg", "folder.txt/cat.jpg");
        // When / Then
        assertThat(References.isList(folder.resolve("uris.txt"))).isTrue();
        assertThat(References.isList(folder.resolve("cat.jpg"))).isFalse();
        assertThat(References.isList(folder.resolve("folder.txt"))).isFalse();
        assertThat(References.isList(folder.resolve("nowhere.txt"))).isFalse();
    }

    private void touch(String... names) throws IOException {
        for (String name : names) {
            var file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, "");
        }
    }
}
