package io.maskstream.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.maskstream.trainer.download.Archive;
import io.maskstream.trainer.download.Download;
import io.maskstream.trainer.fixture.Checksums;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class FetchCommandTest {
    private final Path folder;
    private final byte[] content = archive("images/a.jpg", "images/b.jpg");
    private final Archive archive = new Archive("images.tar.gz", content.length, Checksums.md5(content), "images");
    private final HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    private final AtomicInteger requests = new AtomicInteger();

    FetchCommandTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
    }

    @BeforeEach
    void start() {
        server.createContext("/images.tar.gz", exchange -> {
            requests.incrementAndGet();
            exchange.sendResponseHeaders(200, content.length);
            exchange.getResponseBody().write(content);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void shouldFetchAndUnpack() {
        // When
        var run = fetch();

        // Then
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(folder.resolve("pets/images/b.jpg")).hasContent("images/b.jpg");
        assertThat(run.out()).contains("unpacked to").contains("next: ./maskstream dataset show");
    }

    @Test
    void shouldNeitherFetchNorUnpackAgainWhatIsThere() throws IOException {
        // Given
        fetch();
        Files.writeString(folder.resolve("pets/images/a.jpg"), "touched");

        // When
        var run = fetch();

        // Then
        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("unpacked before");
        assertThat(requests).hasValue(1);
        assertThat(folder.resolve("pets/images/a.jpg")).hasContent("touched");
    }

    @Test
    void shouldUnpackAgainWhereFilesHaveGone() throws IOException {
        // Given
        fetch();
        Files.delete(folder.resolve("pets/images/a.jpg"));

        // When
        var run = fetch();

        // Then
        assertThat(run.code()).isZero();
        assertThat(requests).hasValue(1);
        assertThat(folder.resolve("pets/images/a.jpg")).hasContent("images/a.jpg");
    }

    @Test
    void shouldSayHowMuchRoomIsWanted() {
        // Given
        var huge = new Archive("images.tar.gz", Long.MAX_VALUE / 4, "", "images");

        // When
        var run = fetch(huge);

        // Then
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("MB free").contains("make room, or give another --to");
        assertThat(requests).hasValue(0);
    }

    private CommandLineRun fetch() {
        return fetch(archive);
    }

    private CommandLineRun fetch(Archive wanted) {
        var out = new StringWriter();
        var err = new StringWriter();
        var console = new Console(new PrintWriter(out), new PrintWriter(err), false);
        var command =
                new FetchCommand(console, List.of(wanted), new Download(Duration.ofSeconds(10), Duration.ofMillis(1)));
        int code = new CommandLine(command)
                .setExecutionExceptionHandler(Main.oneSentence())
                .setErr(new PrintWriter(err))
                .execute(
                        "--to",
                        folder.resolve("pets").toString(),
                        "--url",
                        "http://127.0.0.1:" + server.getAddress().getPort());
        return new CommandLineRun(code, out.toString(), err.toString());
    }

    private static byte[] archive(String... names) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
            for (String name : names) {
                byte[] content = name.getBytes(StandardCharsets.UTF_8);
                var entry = new TarArchiveEntry(name);
                entry.setSize(content.length);
                tar.putArchiveEntry(entry);
                tar.write(content);
                tar.closeArchiveEntry();
            }
        }
        return bytes.toByteArray();
    }
}
