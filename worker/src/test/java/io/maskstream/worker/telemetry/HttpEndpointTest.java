package io.maskstream.worker.telemetry;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maskstream.schemas.event.FailureReason;
import io.maskstream.schemas.event.StageMillis;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HttpEndpointTest {
    private final Health health = new Health(List.of("model", "streams"));
    private final Meters meters = new Meters();
    private final HttpClient client = HttpClient.newHttpClient();
    private final HttpEndpoint endpoint;

    HttpEndpointTest() throws IOException {
        endpoint = HttpEndpoint.open(new HttpConfig("127.0.0.1", 0), health, meters);
    }

    @BeforeEach
    void startModel() {
        health.report("model", Health.Status.UP, "lesson:1");
    }

    @AfterEach
    void close() {
        endpoint.close();
        meters.close();
    }

    @Test
    void shouldBeReadyOnlyWhenAllPartsAreUp() throws Exception {
        // Given
        assertThat(get("ready").statusCode()).isEqualTo(503);
        assertThat(get("ready").body()).contains("unavailable", "streams: starting");
        assertThat(get("live").statusCode()).isEqualTo(200);
        // When
        health.report("streams", Health.Status.UP, "running");
        // Then
        assertThat(get("ready").statusCode()).isEqualTo(200);
        assertThat(get("startup").statusCode()).isEqualTo(200);
        assertThat(get("live").body()).contains("\"status\":\"ok\"", "model: up, lesson:1");
    }

    @Test
    void shouldStayStartedWhileItRebalancesAndDieForGood() throws Exception {
        // Given
        health.report("streams", Health.Status.UP, "running");
        // When
        health.report("streams", Health.Status.STARTING, "rebalancing");
        // Then
        assertThat(get("ready").statusCode()).isEqualTo(503);
        assertThat(get("startup").statusCode()).isEqualTo(200);
        // When
        health.report("streams", Health.Status.DOWN, "a stream thread failed");
        health.report("streams", Health.Status.STARTING, "closed");
        // Then
        assertThat(get("live").statusCode()).isEqualTo(503);
        assertThat(get("live").body()).contains("a stream thread failed");
    }

    @Test
    void shouldServeWhatIsCountedAndTimed() throws Exception {
        // Given
        meters.count(FailureReason.NOT_FOUND);
        meters.count(null);
        meters.batch(3, 1);
        meters.device("cuda:0");
        meters.time(new StageMillis(1, 0, 3, 0, 0, 70, 0, 0, 74));
        // When
        var answer = get("metrics");
        // Then
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain; version=0.0.4");
        assertThat(answer.body())
                .contains("maskstream_images_total{outcome=\"failure\",reason=\"not_found\"} 1.0")
                .contains("maskstream_images_total{outcome=\"mask\",reason=\"none\"} 1.0")
                .contains(
                        "maskstream_batch_images_bucket{le=\"4.0\"} 1", "maskstream_batch_images_bucket{le=\"2.0\"} 0")
                .contains("maskstream_batch_padding_total 1.0", "maskstream_device_info{device=\"cuda:0\"}")
                .contains("maskstream_stage_seconds_bucket{stage=\"inference\",le=\"0.1\"} 1")
                .contains("maskstream_stage_seconds_bucket{stage=\"inference\",le=\"0.05\"} 0")
                .contains("jvm_memory_used_bytes");
    }

    @Test
    void shouldListItsPathsAndTakeNothingButGet() throws Exception {
        assertThat(get("").body()).contains("/live", "/ready", "/startup", "/metrics");
        assertThat(get("nowhere").statusCode()).isEqualTo(404);
        var post = HttpRequest.newBuilder(endpoint.uri().resolve("live"))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        assertThat(client.send(post, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(405);
    }

    @Test
    void shouldTellBrowsersToRunFrameAndKeepNothing() throws Exception {
        for (String path : List.of("", "live", "metrics", "nowhere")) {
            var headers = get(path).headers().map();
            assertThat(headers).as(path).containsKeys("content-security-policy", "referrer-policy");
            assertThat(headers.get("x-content-type-options")).containsExactly("nosniff");
            assertThat(headers.get("x-frame-options")).containsExactly("DENY");
            assertThat(headers.get("cross-origin-resource-policy")).containsExactly("same-origin");
            assertThat(headers.get("cache-control")).containsExactly("no-store");
        }
    }

    @Test
    void shouldAnswerHeadWithoutABodyAndNameWhatItTakes() throws Exception {
        // When
        var head = client.send(request("live", "HEAD"), HttpResponse.BodyHandlers.ofString());
        var delete = client.send(request("live", "DELETE"), HttpResponse.BodyHandlers.ofString());
        // Then
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(delete.statusCode()).isEqualTo(405);
        assertThat(delete.headers().allValues("Allow")).containsExactly("GET, HEAD");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost:8080", "LOCALHOST", "[::1]:8080"})
    void shouldServeWhoNamesThisMachine(String host) throws Exception {
        assertThat(raw("GET /metrics HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "evil.example:80", "127.0.0.1.evil.example", "localhost.evil.example", ""})
    void shouldRefuseANameThatStrangersPointedHere(String host) throws Exception {
        assertThat(raw("GET /metrics HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 421 ")
                .doesNotContain("jvm_");
    }

    @Test
    void shouldServeAnyNameWhereItListensToAll() throws Exception {
        try (var open = HttpEndpoint.open(new HttpConfig("0.0.0.0", 0), health, meters)) {
            assertThat(raw(
                            open.uri().getPort(),
                            "GET /live HTTP/1.1\r\nHost: worker.example\r\nConnection: close\r\n\r\n"))
                    .startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void shouldAnswerBesideManyWhoNeverFinishTheirRequestsAndHangUpOnThose() throws Exception {
        var slow = new ArrayList<Socket>();
        try {
            // Given
            for (int i = 0; i < 20; i++) {
                var socket = new Socket(InetAddress.getLoopbackAddress(), port());
                slow.add(socket);
                socket.getOutputStream().write("GET /live HT".getBytes(US_ASCII));
            }
            // When / Then
            assertThat(get("live").statusCode()).isEqualTo(200);
            for (var socket : slow) {
                socket.setSoTimeout(60_000);
                assertThat(socket.getInputStream().read()).isEqualTo(-1);
            }
        } finally {
            for (var socket : slow) {
                socket.close();
            }
        }
    }

    private int port() {
        return endpoint.uri().getPort();
    }

    private String raw(String request) throws IOException {
        return raw(port(), request);
    }

    private static String raw(int port, String request) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(request.getBytes(US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), US_ASCII);
        }
    }

    private HttpRequest request(String path, String method) {
        return HttpRequest.newBuilder(endpoint.uri().resolve(path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
    }

    @Test
    void shouldSayInOneSentenceThatThePortIsTaken() {
        int port = endpoint.uri().getPort();
        assertThatThrownBy(() -> HttpEndpoint.open(new HttpConfig("127.0.0.1", port), health, meters))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cannot listen on 127.0.0.1 port " + port)
                .hasMessageContaining("set http.port to one that is free");
    }

    @Test
    void shouldSayThatAnAddressIsNotThisMachines() {
        // Given: an address for documents, which nobody has
        var elsewhere = new HttpConfig("192.0.2.1", 0);
        // Then
        assertThatThrownBy(() -> HttpEndpoint.open(elsewhere, health, meters))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("http.host to an address of this machine");
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(
                HttpRequest.newBuilder(endpoint.uri().resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
    }
}
