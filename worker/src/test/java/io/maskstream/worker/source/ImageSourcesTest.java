package io.maskstream.worker.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maskstream.schemas.event.FailureReason;
import io.maskstream.worker.source.reading.PublicUri;
import io.maskstream.worker.source.reading.SourceConfig;
import io.maskstream.worker.source.reading.SourceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageSourcesTest {
    private static final int MAX_BYTES = 1_000;

    private final Path folder;
    private final ImageSources sources;

    ImageSourcesTest(@TempDir Path folder) {
        this.folder = folder;
        sources = open(Set.of("file", "data", "http"));
    }

    private ImageSources open(Set<String> schemes) {
        return open(schemes, folder);
    }

    private static ImageSources open(Set<String> schemes, Path folder) {
        return ImageSources.open(new SourceConfig(
                schemes, Duration.ofSeconds(5), MAX_BYTES, Loopback.POLICY.withRoots(List.of(folder))));
    }

    @AfterEach
    void close() {
        sources.close();
    }

    private SourceException failure(String uri) {
        return Refusal.of(sources, uri);
    }

    @Test
    void shouldReadAFileWhateverItsName() throws Exception {
        // Given
        Path file = Files.writeString(folder.resolve("Kätzchen #1 50%.jpg"), "image");
        String uri = file.toUri().toString();
        // When / Then
        assertThat(sources.fetch(uri)).asString(UTF_8).isEqualTo("image");
        assertThat(sources.fetch(uri.replace("file:///", "file:/"))).hasSize(5);
        assertThat(sources.fetch(uri.replace("file:///", "FILE://localhost/"))).hasSize(5);
    }

    @Test
    void shouldReadAFileWhoseLettersAreNotEncoded() throws Exception {
        for (String name : List.of("k\u00E4fer.jpg", "ka\u0308fer.jpg", "\uD83D\uDC31 1.jpg")) {
            // Given
            Path file = Files.writeString(folder.resolve(name), name);
            String uri = "file://" + file.toString().replace(" ", "%20");
            // When / Then
            assertThat(sources.fetch(uri)).asString(UTF_8).isEqualTo(name);
        }
    }

    @Test
    void shouldReadAnEmptyFileAndOneOfExactlyTheLimit() throws Exception {
        // Given
        Path empty = Files.createFile(folder.resolve("empty"));
        Path full = Files.write(folder.resolve("full"), new byte[MAX_BYTES]);
        // When / Then
        assertThat(sources.fetch(empty.toUri().toString())).isEmpty();
        assertThat(sources.fetch(full.toUri().toString())).hasSize(MAX_BYTES);
    }

    @Test
    void shouldSayWhyAFileIsNotRead() throws Exception {
        // Given
        Path large = Files.write(folder.resolve("large"), new byte[MAX_BYTES + 1]);
        Path file = Files.write(folder.resolve("file"), new byte[1]);
        // When
        var missing = failure(folder.resolve("none.jpg").toUri().toString());
        var below = failure(file.toUri() + "/cat.jpg");
        var directory = failure(folder.toUri().toString());
        var tooLarge = failure(large.toUri().toString());
        // Then
        assertThat(missing.reason()).isEqualTo(FailureReason.NOT_FOUND);
        assertThat(missing.detail()).contains("none.jpg", "does not exist on the worker's machine");
        assertThat(below.reason()).isEqualTo(FailureReason.NOT_FOUND);
        assertThat(directory.reason()).isEqualTo(FailureReason.FORBIDDEN);
        assertThat(directory.detail()).contains("is a directory");
        assertThat(tooLarge.reason()).isEqualTo(FailureReason.TOO_LARGE);
        assertThat(tooLarge.detail()).contains("1,000 bytes");
    }

    @Test
    void shouldNotOpenDevices() {
        Assumptions.assumeTrue(Files.exists(Path.of("/dev/zero")), "this system has no /dev/zero");
        // When
        var failure = Refusal.of(open(Set.of("file"), Path.of("/dev")), "file:///dev/zero");
        // Then
        assertThat(failure.reason()).isEqualTo(FailureReason.FORBIDDEN);
        assertThat(failure.detail()).contains("not a regular file");
    }

    @Test
    void shouldNotWaitForAPipe() throws IOException, InterruptedException {
        // Given
        Path pipe = folder.resolve("pipe");
        int made;
        try {
            made = new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor();
        } catch (IOException e) {
            made = 1;
        }
        Assumptions.assumeTrue(made == 0, "this system makes no pipes");
        // When / Then
        assertThat(failure(pipe.toUri().toString()).reason()).isEqualTo(FailureReason.FORBIDDEN);
    }

    @Test
    void shouldRefuseAFileThatMayNotBeRead() throws IOException {
        // Given
        Path secret = Files.writeString(folder.resolve("secret"), "image");
        Assumptions.assumeTrue(
                secret.toFile().setReadable(false) && !Files.isReadable(secret), "root reads everything");
        // When / Then
        assertThat(failure(secret.toUri().toString()).reason()).isEqualTo(FailureReason.FORBIDDEN);
    }

    @ParameterizedTest
    @CsvSource({
        "file:cat.jpg, INVALID_EVENT, is relative",
        "file:///a?b.jpg, INVALID_EVENT, %3F or %23",
        "file:///a%00b.jpg, INVALID_EVENT, is not a path",
        "file://server/share/cat.jpg, FORBIDDEN, worker's own machine only",
        "file:///my cat.jpg, INVALID_EVENT, a space as %20",
        "cat.jpg, INVALID_EVENT, write file:///",
        "/photos/cat.jpg, INVALID_EVENT, write file:///",
        "C:\\photos\\cat.jpg, INVALID_EVENT, write file:///",
        "'', INVALID_EVENT, The uri is empty",
        "ftp://host/cat.jpg, FORBIDDEN, 'allows data, file, http'",
        "https://host/cat.jpg, FORBIDDEN, 'allows data, file, http'",
        "s3://bucket/cat.jpg, FORBIDDEN, the scheme \"s3\"",
        "gopher, INVALID_EVENT, has no scheme",
    })
    void shouldSayWhatIsWrongWithAReference(String uri, FailureReason reason, String part) {
        // When
        var failure = failure(uri);
        // Then
        assertThat(failure.reason()).isEqualTo(reason);
        assertThat(failure.detail()).contains(part);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://user:secret@host/cat.jpg",
                "http://secret@host/cat.jpg",
                "http://user:secret@/cat.jpg",
                "http:/user:secret@host/cat.jpg",
                "http:\\\\user:secret@host\\cat.jpg",
                "http://user:se/secret@host/cat.jpg",
                "http://user:secret@under_score:80/cat.jpg",
                "http://user:secret@host/cat cat.jpg",
                "file://user:secret@host/cat.jpg",
                "ftp://user:secret@host/cat.jpg"
            })
    void shouldRefuseCredentialsWithoutRepeatingThem(String uri) {
        // When
        var failure = failure(uri);
        // Then
        assertThat(failure.reason()).isEqualTo(FailureReason.FORBIDDEN);
        assertThat(failure.detail()).doesNotContain("secret");
        assertThat(PublicUri.of(uri)).doesNotContain("secret").endsWith("cat.jpg".substring(3));
    }

    @Test
    void shouldReadDataUris() throws Exception {
        // Given
        String base64 = Base64.getEncoder().encodeToString("image?".getBytes(UTF_8));
        // When / Then
        assertThat(sources.fetch("data:image/png;base64," + base64))
                .asString(UTF_8)
                .isEqualTo("image?");
        assertThat(sources.fetch("DATA:;Base64," + base64.replace("=", "%3D")))
                .asString(UTF_8)
                .isEqualTo("image?");
        assertThat(sources.fetch("data:,im%61ge%FF")).hasSize(6).endsWith(0xFF);
        assertThat(sources.fetch("data:image/png;base64,")).isEmpty();
        assertThat(sources.fetch("data:," + "a".repeat(MAX_BYTES))).hasSize(MAX_BYTES);
    }

    @ParameterizedTest
    @CsvSource({
        "data:image/png;base64, INVALID_EVENT, has no comma",
        "'data:;base64,%%%', INVALID_EVENT, write a percent sign as %25",
        "'data:,50%', INVALID_EVENT, write a percent sign as %25",
        "'data:,50%2', INVALID_EVENT, write a percent sign as %25",
        "'data:;base64,!', INVALID_EVENT, is not valid Base64",
    })
    void shouldSayWhatIsWrongWithADataUri(String uri, FailureReason reason, String part) {
        // When
        var failure = failure(uri);
        // Then
        assertThat(failure.reason()).isEqualTo(reason);
        assertThat(failure.detail()).contains(part);
    }

    @Test
    void shouldBoundDataUris() {
        // Given
        String large = Base64.getEncoder().encodeToString(new byte[MAX_BYTES + 1]);
        // When / Then
        assertThat(failure("data:;base64," + large).reason()).isEqualTo(FailureReason.TOO_LARGE);
        assertThat(failure("data:;base64," + large.repeat(100)).reason()).isEqualTo(FailureReason.TOO_LARGE);
        assertThat(failure("data:," + large).detail()).contains("…(").hasSizeLessThan(300);
    }

    @Test
    void shouldSayThatNoSchemeIsAllowed() {
        try (var none = open(Set.of())) {
            assertThat(Refusal.of(none, "file:///cat.jpg").detail()).contains("allows none");
        }
    }

    @Test
    void shouldCheckItsSettings() {
        assertThatThrownBy(() -> open(Set.of("gopher")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("source.schemes has \"gopher\"; it may hold data, file, http, https, s3");
    }
}
