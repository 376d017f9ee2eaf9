package io.maskstream.standalone.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The image's health check, against a server that is as ready as the test says, on a port that is not the default. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the health check is a bash script")
final class HealthcheckTest {
    private static final Path SCRIPT = Path.of(System.getProperty("project.root"), "deploy/docker/healthcheck");

    @TempDir
    private Path folder = Path.of("");

    private HttpServer server;
    private int status = 200;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/ready", exchange -> {
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    @Test
    void shouldAskAtThePortOfAFlag() throws Exception {
        for (String flag : List.of("--http.port\0" + port(), "--http.port=" + port(), "--set\0http.port=" + port())) {
            assertThat(check(Map.of("MASKSTREAM_HTTP_PORT", "1"), "java", "-jar", "worker.jar", "worker", flag))
                    .as(flag)
                    .isZero();
        }
    }

    @Test
    void shouldAskAtThePortOfTheEnvironment() throws Exception {
        // Given
        Path file = Files.writeString(folder.resolve("port"), port() + "\n");
        // Then
        assertThat(check(Map.of("MASKSTREAM_HTTP_PORT", port()), "worker")).isZero();
        assertThat(check(Map.of("MASKSTREAM_HTTP_PORT_FILE", file.toString()), "worker"))
                .isZero();
    }

    @Test
    void shouldAskAtThePortOfAFileOfSettings() throws Exception {
        // Given
        Path file = Files.writeString(folder.resolve("worker.properties"), "http.host=0.0.0.0\nhttp.port = " + port());
        // Then
        assertThat(check(Map.of(), "worker", "--config", file.toString())).isZero();
        assertThat(check(Map.of("MASKSTREAM_HTTP_PORT", "1"), "worker", "--config=" + file))
                .isNotZero();
    }

    @Test
    void shouldBeUnhealthyWhileTheWorkerIsNotReady() throws Exception {
        // Given
        status = 503;
        // Then
        assertThat(check(Map.of("MASKSTREAM_HTTP_PORT", port()), "worker")).isEqualTo(1);
    }

    private String port() {
        return Integer.toString(server.getAddress().getPort());
    }

    private int check(Map<String, String> environment, String... words) throws Exception {
        Path command = Files.writeString(folder.resolve("cmdline"), String.join("\0", words) + "\0");
        var builder = new ProcessBuilder("bash", SCRIPT.toString(), command.toString()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("MASKSTREAM_"));
        builder.environment().putAll(environment);
        var process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(60, SECONDS)).as(said).isTrue();
        return process.exitValue();
    }
}
