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

    private byte[] content = CONTENT;
    private String version = "\"1\"";
    private boolean ranged = true;
    private int cutAfter = Integer.MAX_VALUE;
    private int status = 200;

    DownloadTest(@TempDir Path folder) throws IOException {
        this.file = folder.resolve("a.tar.gz");
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @BeforeEach
    void start() {
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void shouldFetchAFileWhole() throws IOException, InterruptedException {
        // Given
        var progress = new ArrayList<Long>();

        // When
        download.fetch(address(), archive, file, progress::add);

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
        download.fetch(address(), archive, file, bytes -> {});

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
        download.fetch(address(), archive, file, bytes -> {});

        // Then
        assertThat(file).hasBinaryContent(CONTENT);
    }

    @Test
    void shouldStartAgainWhereTheFileHasChanged() throws IOException, InterruptedException {
        // Given: what is here is of an older version
        Files.write(file.resolveSibling("a.tar.gz.part"), new byte[1000]);
        Files.writeString(file.resolveSibling("a.tar.gz.part.version"), "\"0\"");

        // When
        download.fetch(address(), archive, file, bytes -> {});

        // Then
        assertThat(file).hasBinaryContent(CONTENT);
    }

    @Test
    void shouldNotFetchAgainWhatIsHere() throws IOException, InterruptedException {
        // Given
        Files.write(file, CONTENT);

        // When
        download.fetch(address(), archive, file, bytes -> {});

        // Then
        assertThat(ranges).isEmpty();
    }

    @Test
    void shouldFetchOnceMoreAndThenRefuseAFileOfAnotherChecksum() {
        // Given
        content = new byte[SIZE];

        // When
        // Then
        assertThatIOException()
                .isThrownBy(() -> download.fetch(address(), archive, file, bytes -> {}))
                .withMessageContaining(md5(content))
                .withMessageContaining(archive.md5())
                .withMessageContaining("another --url");
        assertThat(ranges).hasSize(2);
        assertThat(file).doesNotExist();
    }

    @Test
    void shouldGiveUpAtOnceWhereThereIsNoSuchFile() {
        // Given
        status = 404;

        // When
        // Then
        assertThatIOException()
                .isThrownBy(() -> download.fetch(address(), archive, file, bytes -> {}))
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
                .isThrownBy(() -> download.fetch(address(), archive, file, bytes -> {}))
                .withMessageContaining("status 503")
                .withMessageContaining("start again to go on");
        assertThat(ranges).hasSize(5);
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
        int length = Math.min(content.length - from, cutAfter);
        sent.add(length);
        exchange.getResponseBody().write(content, from, length);
        exchange.close();
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
