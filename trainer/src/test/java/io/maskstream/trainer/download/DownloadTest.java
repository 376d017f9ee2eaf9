package io.maskstream.trainer.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.maskstream.trainer.fixture.Checksums;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DownloadTest {
    private static final int SIZE = 300_000;
    private static final byte[] CONTENT = new byte[SIZE];

    static {
        new Random(3).nextBytes(CONTENT);
    }

    private final Path file;
    private final TroubledServer server = new TroubledServer(CONTENT);
    private final Archive archive = new Archive("a.tar.gz", SIZE, Checksums.md5(CONTENT), "a");
    private final Download download = new Download(Duration.ofMillis(500), Duration.ofMillis(1));
    private final List<Long> progress = new ArrayList<>();
    private final List<String> said = new ArrayList<>();
    private final Download.Listener listener = new Download.Listener() {
        @Override
        public void fetched(long bytes) {
            progress.add(bytes);
        }

        @Override
        public void again(String why) {
            said.add(why);
        }
    };

    DownloadTest(@TempDir Path folder) throws IOException {
        this.file = folder.resolve("a.tar.gz");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void shouldFetchAFileWhole() throws IOException, InterruptedException {
        // When
        download.fetch(List.of(server.address("/a.tar.gz")), archive, file, listener);

        // Then
        assertThat(file).hasBinaryContent(CONTENT);
        assertThat(progress).isSorted().endsWith((long) SIZE);
        assertThat(file.resolveSibling("a.tar.gz.part")).doesNotExist();
    }

    @Test
    void shouldGoOnWhereItWasCutOff() throws IOException, InterruptedException {
        // Given
        server.cutAfter = 100_000;

        // When
        download.fetch(List.of(server.address("/a.tar.gz")), archive, file, listener);

        // Then
        assertThat(file).hasBinaryContent(CONTENT);
        assertThat(server.ranges).first().isEqualTo("none");
        assertThat(server.ranges).hasSizeGreaterThan(2).element(1).asString().startsWith("bytes=");
        assertThat(server.sent.stream().mapToInt(Integer::intValue).sum()).isLessThan(2 * SIZE);
    }

    @Test
    void shouldStartAgainWhereTheServerKnowsNoRanges() throws IOException, InterruptedException {
        // Given
        interrupted(100_000, "\"1\"");
        server.ranged = false;

        // When
        download.fetch(List.of(server.address("/a.tar.gz")), archive, file, listener);

        // Then
        assertThat(file).hasBinaryContent(CONTENT);
    }

    @Test
    void shouldStartAgainWhereTheFileHasChanged() throws IOException, InterruptedException {
        // Given: what is here is of an older version
        Files.write(file.resolveSibling("a.tar.gz.part"), new byte[1000]);
        Files.writeString(file.resolveSibling("a.tar.gz.part.version"), "\"0\"");

        // When
        download.fetch(List.of(server.address("/a.tar.gz")), archive, file, listener);

        // Then
        assertThat(file).hasBinaryContent(CONTENT);
    }

    @Test
    void shouldKnowAFileThatIsHereAndWhole() throws IOException {
        // Given
        Files.write(file, CONTENT);
        Path other = Files.write(file.resolveSibling("other"), new byte[SIZE]);

        // Then
        assertThat(Download.whole(archive, file)).isTrue();
        assertThat(Download.whole(archive, other)).isFalse();
        assertThat(Download.whole(archive, file.resolveSibling("none"))).isFalse();
    }

    @Test
    void shouldFetchOnceMoreAndThenRefuseAFileOfAnotherChecksum() {
        // Given
        server.content = new byte[SIZE];

        // When
        // Then
        assertThatIOException()
                .isThrownBy(() -> download.fetch(List.of(server.address("/a.tar.gz")), archive, file, listener))
                .withMessageContaining(Checksums.md5(server.content))
                .withMessageContaining(archive.md5())
                .withMessageContaining("another --url");
        assertThat(server.ranges).hasSize(2);
        assertThat(said).singleElement().asString().contains("fetching all of it once more");
        assertThat(file).doesNotExist();
    }

    @Test
    void shouldGiveUpAtOnceWhereThereIsNoSuchFile() {
        // Given
        server.status = 404;

        // When
        // Then
        assertThatIOException()
                .isThrownBy(() -> download.fetch(List.of(server.address("/a.tar.gz")), archive, file, listener))
                .withMessageContaining("status 404");
        assertThat(server.ranges).hasSize(1);
    }

    @Test
    void shouldTryAgainAndThenSayHowToGoOnWhereTheServerIsInTrouble() {
        // Given
        server.status = 503;

        // When
        // Then
        assertThatIOException()
                .isThrownBy(() -> download.fetch(List.of(server.address("/a.tar.gz")), archive, file, listener))
                .withMessageContaining("status 503")
                .withMessageContaining("start again to go on");
        assertThat(server.ranges).hasSize(5);
    }

    @Test
    void shouldGiveUpOnAServerThatEndsTooEarlyWithoutAnError() {
        // Given: a whole answer of fewer bytes than were published, from a server without ranges
        server.content = Arrays.copyOf(CONTENT, SIZE - 1);
        server.ranged = false;

        // When
        // Then
        assertThatIOException()
                .isThrownBy(() -> download.fetch(List.of(server.address("/a.tar.gz")), archive, file, listener))
                .withMessageContaining("it ended early")
                .withMessageContaining("299,999 of 300,000 bytes");
        assertThat(server.ranges).hasSizeBetween(5, 6);
    }

    @Test
    void shouldStopReadingWhatIsLongerThanItWasPublished() {
        // Given
        server.content = new byte[20 * SIZE];

        // When
        // Then
        assertThatIOException()
                .isThrownBy(() -> download.fetch(List.of(server.address("/a.tar.gz")), archive, file, listener))
                .withMessageContaining("is longer than 300,000 bytes");
        assertThat(progress).isNotEmpty().allMatch(bytes -> bytes <= SIZE);
        assertThat(file.resolveSibling("a.tar.gz.part")).doesNotExist();
    }

    @Test
    void shouldGoOnAfterAServerThatFallsSilent() throws IOException, InterruptedException {
        // Given
        server.silentAfter = 100_000;

        // When
        download.fetch(List.of(server.address("/a.tar.gz")), archive, file, listener);

        // Then
        assertThat(file).hasBinaryContent(CONTENT);
        assertThat(server.ranges).containsExactly("none", "bytes=100000-");
    }

    @Test
    void shouldSayThatNothingAnswers() {
        // Given
        URI closed = server.address("/a.tar.gz");
        server.close();

        // When
        // Then
        assertThatIOException()
                .isThrownBy(() -> download.fetch(List.of(closed), archive, file, listener))
                .withMessageContaining("nothing answers there");
    }

    @Test
    void shouldAskTheNextPlaceForWhatOneDoesNotHave() throws IOException, InterruptedException {
        // Given
        URI missing = server.address("/missing");

        // When
        download.fetch(List.of(missing, server.address("/a.tar.gz")), archive, file, listener);

        // Then
        assertThat(file).hasBinaryContent(CONTENT);
        assertThat(said)
                .singleElement()
                .asString()
                .contains("status 404")
                .contains("trying " + server.address("/a.tar.gz"));
    }

    private void interrupted(int bytes, String of) throws IOException {
        Files.write(file.resolveSibling("a.tar.gz.part"), Arrays.copyOf(CONTENT, bytes));
        Files.writeString(file.resolveSibling("a.tar.gz.part.version"), of);
    }
}
