package io.maskstream.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.maskstream.chaos.cluster.Cluster;
import io.maskstream.chaos.cluster.DockerNetwork;
import io.maskstream.chaos.trial.ClusterFixture;
import io.maskstream.chaos.trial.Sizes;
import io.maskstream.chaos.trial.Trial;
import io.maskstream.chaos.trial.Waves;
import io.maskstream.schemas.event.FailureReason;
import io.maskstream.verify.event.Plan;
import io.maskstream.verify.event.Reference;
import io.maskstream.verify.proof.Guarantee;
import io.maskstream.worker.testing.TestImages;
import java.awt.Color;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The mask store's file system is full to its last byte for a while: a small one, in the memory of the worker's container. */
@ExtendWith(ClusterFixture.class)
final class DiskFullIT {
    private static final int EVENTS = 600;
    private static final int KEYS = 61;
    private static final int DISTINCT = 3_000;
    private static final int ATTEMPTS = 3;

    @Test
    void shouldEndEveryEventAndWriteMasksAgainWhenThereIsRoom(Cluster cluster, @TempDir Path folder) throws Exception {
        // Given
        var joined = cluster.dockerNetwork();
        assumeTrue(joined.isPresent(), "the broker is not in a container");
        var plan = new Plan("diskfull", Sizes.seed(), EVENTS, KEYS, 0, images(), List.of());
        var waves = new Waves();
        try (DockerNetwork network = joined.orElseThrow();
                var trial = Trial.inContainers(
                        cluster,
                        network,
                        List.of("--tmpfs", "/disk:size=8m"),
                        folder,
                        plan,
                        Guarantee.EXACTLY_ONCE,
                        "classic",
                        "--mask.store=file:///disk/masks",
                        "--mask.inline-limit=0",
                        "--retry.attempts=" + ATTEMPTS,
                        "--retry.delay=50ms")) {
            trial.begin(waves, "worker-1");
            waves.allow(EVENTS / 3);
            trial.awaitAnswered(EVENTS / 3);
            // When
            assertThat(network.run("worker-1", "cat /dev/zero > /disk/ballast")).isNotZero();
            waves.allow(2 * EVENTS / 3);
            trial.awaitAnswered(2 * EVENTS / 3);
            var failed = trial.failures();
            assertThat(network.run("worker-1", "rm /disk/ballast")).isZero();
            waves.allow(EVENTS);
            // Then
            var proof = trial.prove();
            assertThat(failed).as("while the disk was full").hasSizeGreaterThan(EVENTS / 6);
            assertThat(failed).allSatisfy(failure -> {
                assertThat(failure.reason()).isEqualTo(FailureReason.UNAVAILABLE);
                assertThat(failure.attempts()).isEqualTo(ATTEMPTS);
                assertThat(failure.detail()).contains("the mask store file:///disk/masks", "No space left on device");
            });
            assertThat(proof.failed()).as("none since there is room again").isEqualTo(failed.size());
        }
    }

    /** Of different sizes, so that their masks differ: of what is there already nothing is written. */
    private static List<Reference> images() {
        return IntStream.range(0, DISTINCT)
                .mapToObj(number ->
                        TestImages.png(TestImages.stripes(20 + number % 60, 20 + number / 60, Color.RED, Color.BLUE)))
                .map(png -> Reference.unknown(
                        "data:image/png;base64," + Base64.getEncoder().encodeToString(png)))
                .toList();
    }
}
