package io.maskstream.worker.source;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.maskstream.schemas.event.FailureReason;
import io.maskstream.worker.source.policy.HostPattern;
import io.maskstream.worker.source.policy.Network;
import io.maskstream.worker.source.policy.ReadPolicy;
import io.maskstream.worker.source.reading.SourceConfig;
import io.maskstream.worker.source.reading.SourceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** References by strangers that mean harm, to a worker with the usual policy and one folder. */
@Timeout(60)
class HostileReferencesTest {
    private static final byte[] SECRET = "the secret of an inner server".getBytes(US_ASCII);
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final Path root;
    private final Path outside;
    private final WebServer trap;
    private final Connections network = new Connections()
            .leading("public.example", "93.184.215.14")
            .leading("inner.example", "10.0.0.5")
            .leading("localhost", "127.0.0.1")
            .leading("metadata.google.internal", "169.254.169.254")
            .leading("xn--bcher-kva.example", "10.0.0.6")
            .leading("six.example", "fd00::1")
            .leading("mapped.example", "::ffff:127.0.0.1")
            .leading("0x7f000001.example", "127.0.0.1")
            .leading("127.0.0.1.nip.example", "127.0.0.1")
            .leading("rebinding.example", "93.184.215.14", "127.0.0.1");

    HostileReferencesTest(@TempDir Path folder) throws IOException {
        root = Files.createDirectories(folder.resolve("images"));
        outside = Files.createDirectories(folder.resolve("secrets"));
        Files.write(outside.resolve("key"), SECRET);
        Files.createSymbolicLink(root.resolve("link"), outside);
        Files.createSymbolicLink(root.resolve("key.jpg"), outside.resolve("key"));
        Files.createSymbolicLink(root.resolve("process"), Path.of("/proc/self/environ"));
        trap = new WebServer().on("/", 200, SECRET);
    }

    @AfterEach
    void close() {
        trap.close();
    }

    private ImageSources open(ReadPolicy policy) {
        return ImageSources.open(
                new SourceConfig(Set.of("file", "http", "https", "data"), TIMEOUT, 10_000, policy), network, network);
    }

    private SourceException refusal(String uri, ReadPolicy policy) {
        try (var sources = open(policy)) {
            return Refusal.of(sources, uri);
        }
    }

    private ReadPolicy usual() {
        return ReadPolicy.publicWeb().withRoots(List.of(root));
    }

    /** As the usual one, but for our own trap, which a redirect has to begin at. */
    private ReadPolicy withTrap() {
        return usual().withNetworks(List.of(Network.parse("127.0.0.1")));
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvFileSource(resources = "/hostile-references.csv", numLinesToSkip = 1)
    void shouldRefuseAndConnectToNothing(FailureReason reason, String uri) {
        // Given
        String reference = uri.replace("{root}", root.toString())
                .replace("{outside}", outside.toString())
                .replace("{trap}", trap.uri("").replace("http://", ""))
                .replace("{CR}", "\r")
                .replace("{LF}", "\n")
                .replace("{NUL}", "\0")
                .replace("{TAB}", "\t");
        // When
        var refusal = refusal(reference, usual());
        // Then
        assertThat(refusal.reason())
                .as(refusal.detail() + " unknown: " + network.unknown())
                .isEqualTo(reason);
        assertThat(refusal.detail()).doesNotContain("\r", "\n", "\0", "hunter2");
        assertThat(network.asked()).isEmpty();
        assertThat(trap.connections()).isZero();
    }

    @Test
    void shouldTryToConnectToWhatIsPublic() {
        // When: so that the test above proves something
        var refusal = refusal("https://public.example/cat.jpg", usual());
        // Then
        assertThat(refusal.reason()).isEqualTo(FailureReason.UNAVAILABLE);
        assertThat(network.asked()).containsExactly("93.184.215.14");
    }

    @Test
    void shouldCheckANameEachTimeItIsConnectedTo() {
        // When
        try (var sources = open(usual())) {
            Refusal.of(sources, "http://rebinding.example/cat.jpg");
            var second = Refusal.of(sources, "http://rebinding.example/cat.jpg");
            // Then
            assertThat(second.reason()).isEqualTo(FailureReason.FORBIDDEN);
            assertThat(network.asked()).containsExactly("93.184.215.14");
        }
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "FORBIDDEN, http://10.0.0.5/cat.jpg",
        "FORBIDDEN, http://169.254.169.254/latest/meta-data/iam/security-credentials/",
        "FORBIDDEN, http://[::1]/cat.jpg",
        "FORBIDDEN, http://[::ffff:10.0.0.1]/",
        "FORBIDDEN, http://[fd00:ec2::254]/latest/",
        "FORBIDDEN, //inner.example/cat.jpg",
        "FORBIDDEN, http://inner.example:8500/v1/kv/",
        "FORBIDDEN, http://metadata.google.internal/computeMetadata/v1/",
        "FORBIDDEN, file:///etc/passwd",
        "FORBIDDEN, ftp://public.example/cat.jpg",
        "FORBIDDEN, gopher://127.0.0.1:6379/_FLUSHALL",
        "FORBIDDEN, jar:http://127.0.0.1/x.jar!/cat.jpg",
        "FORBIDDEN, 'data:image/png;base64,AAAA'",
        "FORBIDDEN, http://user:hunter2@127.0.0.1/cat.jpg",
        "INVALID_EVENT, http://2130706433/cat.jpg",
        "INVALID_EVENT, http://0x7f.1/cat.jpg",
        "INVALID_EVENT, http://127.0.0.1:99999/cat.jpg",
        "NOT_FOUND, 'http://127.0.0.1/a b'",
        "NOT_FOUND, 'http:\\\\10.0.0.5\\cat.jpg'"
    })
    void shouldRefuseToBeSentOn(FailureReason reason, String location) {
        // Given
        trap.redirecting("/sending-on", 302, location);
        // When
        var refusal = refusal(trap.uri("/sending-on"), withTrap());
        // Then
        assertThat(refusal.reason()).isEqualTo(reason);
        assertThat(refusal.detail()).doesNotContain("hunter2");
        assertThat(network.asked()).containsOnly("127.0.0.1");
        assertThat(trap.connections()).isOne();
    }

    @Test
    void shouldFollowNoRedirectWhereNoneIsAllowed() {
        // Given
        trap.redirecting("/sending-on", 302, "/");
        var none = new ReadPolicy(
                List.of(), List.of(new HostPattern("*")), Set.of(), List.of(Network.parse("127.0.0.1")), 0, false);
        // When / Then
        assertThat(refusal(trap.uri("/sending-on"), none).detail()).contains("source.max-redirects");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://public.example/",
                "http://evil-images.example/",
                "http://images.example.evil/",
                "http://1.1.1.1/"
            })
    void shouldAskNoOtherHostsThanThoseNamed(String uri) {
        // Given
        var named = new ReadPolicy(
                List.of(),
                List.of(new HostPattern("images.example"), new HostPattern("*.images.example")),
                Set.of(80, 443),
                List.of(),
                5,
                false);
        // When
        var refusal = refusal(uri, named);
        // Then
        assertThat(refusal.reason()).isEqualTo(FailureReason.FORBIDDEN);
        assertThat(refusal.detail()).contains("source.hosts allows images.example, *.images.example");
        assertThat(network.asked()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://IMAGES.example/", "http://images.example./", "http://deep.er.images.example:80/"})
    void shouldAskTheHostsThatAreNamedHoweverTheyAreSpelt(String uri) {
        // Given
        network.leading("images.example", "93.184.215.14").leading("deep.er.images.example", "93.184.215.14");
        var named = new ReadPolicy(
                List.of(),
                List.of(new HostPattern("images.example"), new HostPattern("*.images.example")),
                Set.of(80),
                List.of(),
                5,
                false);
        // When / Then
        assertThat(refusal(uri, named).reason()).isEqualTo(FailureReason.UNAVAILABLE);
        assertThat(network.asked()).containsExactly("93.184.215.14");
    }
}
