package io.maskstream.trainer.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DownloadTest {
    private static final int SIZE = 300_000;
    private static final byte[] CONTENT = new byte[SIZE];

    static {
        new Random(3).nextBytes(CONTENT);
    }

    private final Path file;
    private final HttpServer server;
    private final Archive archive = new Archive("a.tar.gz", SIZE, md5(CONTENT), "a");
    private final Download download = new Download(Duration.ofMillis(500), Duration.ofMillis(1));
    private final List<String> ranges = new CopyOnWriteArrayList<>();
    private final List<Integer> sent = new ArrayList<>();
    private final List<Long> progress = new ArrayList<>();
    private final List<String> said = new ArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch over = new CountDownLatch(1);
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

    private byte[] content = CONTENT;
    private String version = "\"1\"";
    private boolean ranged = true;
    private int cutAfter = Integer.MAX_VALUE;
    private int silentAfter = Integer.MAX_VALUE;
    private int status = 200;

    DownloadTest(@TempDir Path folder) throws IOException {
        this.file = folder.resolve("a.tar.gz");
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @BeforeEach
    void start() {
        server.createContext("/", this::answer);
        server.createContext("/missing", exchange -> {
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        server.setExecutor(threads); // a silent answer must not hold up the next
        server.start();
    }

    @AfterEach
    void stop() {
        over.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void shouldFetchAFileWhole() throws IOException, InterruptedException {
        // When
        download.fetch(List.of(address()), archive, file, listener);

        // Then
        assertThat(file).hasBinaryContent(CONTENT);
        assertThat(progress).isSorted().endsWith((long) SIZE);
        assertThat(file.resolveSibling("a.tar.gz.part")).doesNotExist();
    }

    @Test
    void shouldGoOnWhereItWasCutOff() throws IOException, InterruptedException {
        // Given
        cutAfter = 100_000;

        // When
        download.fetch(List.of(address()), archive, file, listener);

        // Then
        assertThat(file).hasBinaryContent(CONTENT);
        assertThat(ranges).first().isEqualTo("none");
        assertThat(ranges).hasSizeGreaterThan(2).element(1).asString().startsWith("bytes=");
        assertThat(sent.stream().mapToInt(Integer::intValue).sum()).isLessThan(2 * SIZE);
    }

    @Test
    void shouldStartAgainWhereTheServerKnowsNoRanges() throws IOException, InterruptedException {
        // Given
        interrupted(100_000, "\"1\"");
        ranged = false;

        // When
        download.fetch(List.of(address()), archive, file, listener);

        // Then
        assertThat(file).hasBinaryContent(CONTENT);
    }

    @Test
    void shouldStartAgainWhereTheFileHasChanged() throws IOException, InterruptedException {
        // Given: what is here is of an older version
        Files.write(file.resolveSibling("a.tar.gz.part"), new byte[1000]);
        Files.writeString(file.resolveSibling("a.tar.gz.part.version"), "\"0\"");

        // When
        download.fetch(List.of(address()), archive, file, listener);

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
        content = new byte[SIZE];

        // When
        // Then
        assertThatIOException()
                .isThrownBy(() -> download.fetch(List.of(address()), archive, file, listener))
                .withMessageContaining(md5(content))
                .withMessageContaining(archive.md5())
                .withMessageContaining("another --url");
        assertThat(ranges).hasSize(2);
        assertThat(said).singleElement().asString().contains("fetching all of it once more");
        assertThat(file).doesNotExist();
    }

    @Test
    void shouldGiveUpAtOnceWhereThereIsNoSuchFile() {
        // Given
        status = 404;

        // When
        // Then
        assertThatIOException()
                .isThrownBy(() -> download.fetch(List.of(address()), archive, file, listener))
                .withMessageContaining("status 404");
        assertThat(ranges).hasSize(1);
    }

    @Test
    void shouldTryAgainAndThenSayHowToGoOnWhereTheServerIsInTrouble() {
        // Given
        status = 503;

        // When
        // Then
        assertThatIOException()
                .isThrownBy(() -> download.fetch(List.of(address()), archive, file, listener))
                .withMessageContaining("status 503")
                .withMessageContaining("start again to go on");
        assertThat(ranges).hasSize(5);
    }

    @Test
    void shouldGiveUpOnAServerThatEndsTooEarlyWithoutAnError() {
        // Given: a whole answer of fewer bytes than were published, from a server without ranges
        content = Arrays.copyOf(CONTENT, SIZE - 1);
        ranged = false;

        // When
        // Then
        assertThatIOException()
                .isThrownBy(() -> download.fetch(List.of(address()), archive, file, listener))
                .withMessageContaining("it ended early")
                .withMessageContaining("299,999 of 300,000 bytes");
        assertThat(ranges).hasSizeBetween(5, 6);
    }

    @Test
    void shouldStopReadingWhatIsLongerThanItWasPublished() {
        // Given
        content = new byte[20 * SIZE];

        // When
        // Then
        assertThatIOException()
                .isThrownBy(() -> download.fetch(List.of(address()), archive, file, listener))
                .withMessageContaining("is longer than 300,000 bytes");
        assertThat(progress).isNotEmpty().allMatch(bytes -> bytes <= SIZE);
        assertThat(file.resolveSibling("a.tar.gz.part")).doesNotExist();
    }

    @Test
    void shouldGoOnAfterAServerThatFallsSilent() throws IOException, InterruptedException {
        // Given
        silentAfter = 100_000;

        // When
        download.fetch(List.of(address()), archive, file, listener);

        // Then
        assertThat(file).hasBinaryContent(CONTENT);
        assertThat(ranges).containsExactly("none", "bytes=100000-");
    }

    @Test
    void shouldSayThatNothingAnswers() {
        // Given
        URI closed = address();
        server.stop(0);

        // When
        // Then
        assertThatIOException()
                .isThrownBy(() -> download.fetch(List.of(closed), archive, file, listener))
                .withMessageContaining("nothing answers there");
    }

    @Test
    void shouldAskTheNextPlaceForWhatOneDoesNotHave() throws IOException, InterruptedException {
        // Given
        URI missing = address().resolve("/missing");

        // When
        download.fetch(List.of(missing, address()), archive, file, listener);

        // Then
        assertThat(file).hasBinaryContent(CONTENT);
        assertThat(said).singleElement().asString().contains("status 404").contains("trying " + address());
    }

    private void interrupted(int bytes, String of) throws IOException {
        Files.write(file.resolveSibling("a.tar.gz.part"), Arrays.copyOf(CONTENT, bytes));
        Files.writeString(file.resolveSibling("a.tar.gz.part.version"), of);
    }

    private URI address() {
        return URI.create(
                "http://127.0.0.1:%d/a.tar.gz".formatted(server.getAddress().getPort()));
    }

    private void answer(HttpExchange exchange) throws IOException {
        String range = exchange.getRequestHeaders().getFirst("Range");
        ranges.add(range == null ? "none" : range);
        int from = from(range, exchange.getRequestHeaders().getFirst("If-Range"));
        exchange.getResponseHeaders().add("ETag", version);
        if (status != 200) {
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
            return;
        }
        exchange.sendResponseHeaders(from > 0 ? 206 : 200, content.length - from);
        boolean silent = from == 0 && silentAfter < content.length;
        int length = Math.min(content.length - from, silent ? silentAfter : cutAfter);
        sent.add(length);
        exchange.getResponseBody().write(content, from, length);
        if (silent) {
            exchange.getResponseBody().flush();
            awaitTheEnd();
        }
        exchange.close();
    }

    private void awaitTheEnd() {
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int from(@Nullable String range, @Nullable String condition) {
        if (!ranged || range == null || !version.equals(condition)) {
            return 0;
        }
        return Integer.parseInt(range.substring("bytes=".length(), range.length() - 1));
    }

    private static String md5(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
