package io.maskstream.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.maskstream.chaos.cluster.Cluster;
import io.maskstream.chaos.cluster.DockerNetwork;
import io.maskstream.chaos.trial.ClusterFixture;
import io.maskstream.chaos.trial.Sizes;
import io.maskstream.chaos.trial.Trial;
import io.maskstream.chaos.trial.Waves;
import io.maskstream.verify.event.Plan;
import io.maskstream.verify.proof.Guarantee;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Containers are taken off their network, and put back, while the verifier watches by another: first the broker, then one worker of two, whose partitions the
 * other takes over and who finds itself thrown out. Nobody is told; what is sent is lost on the way.
 */
@ExtendWith(ClusterFixture.class)
final class NetworkCutIT {
    private static final int WAVE = 400;
    private static final int EVENTS = 4 * WAVE;
    private static final int KEYS = 31;
    private static final double HOSTILE = 0.02;

    @ParameterizedTest
    @MethodSource("io.maskstream.chaos.BrokerTroubleIT#combinations")
    void shouldGoOnWhereBrokerAndWorkerWereCutFromTheNetwork(
            Guarantee guarantee, String protocol, Cluster cluster, @TempDir Path folder) throws Exception {
        // Given
        var joined = cluster.dockerNetwork();
        assumeTrue(joined.isPresent(), "the broker is not in a container");
        var time = Sizes.trouble();
        var plan = Plan.drawn("cut" + protocol, Sizes.seed(), EVENTS, KEYS, HOSTILE);
        var waves = new Waves();
        try (DockerNetwork network = joined.orElseThrow();
                var trial = Trial.inContainers(cluster, network, List.of(), folder, plan, guarantee, protocol)) {
            trial.begin(waves, "worker-1", "worker-2");
            waves.allow(WAVE);
            trial.awaitAnswered(WAVE / 2);
            // When: in the middle of one wave, with the next one waiting
            waves.allow(2 * WAVE);
            network.cutBroker(time);
            trial.awaitAnswered(2 * WAVE);
            waves.allow(3 * WAVE);
            trial.awaitAnswered(2 * WAVE + WAVE / 4);
            network.cutWorker("worker-1", time);
            waves.allow(EVENTS);
            // Then
            var proof = trial.prove();
            assertThat(trial.longestSilence())
                    .as("nothing came while the broker was away")
                    .isGreaterThan(time.minus(Duration.ofSeconds(2)));
            System.out.printf(
                    "broker and one worker cut from the network for %d s each, %s, %s: %d events, %d repeated, longest time without an outcome %d ms%n",
                    time.toSeconds(),
                    guarantee.kafkaName(),
                    protocol,
                    proof.sent(),
                    proof.repeated(),
                    trial.longestSilence().toMillis());
        }
    }
}
