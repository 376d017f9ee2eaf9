package io.maskstream.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.maskstream.chaos.cluster.Cluster;
import io.maskstream.chaos.trial.ClusterFixture;
import io.maskstream.chaos.trial.Sizes;
import io.maskstream.chaos.trial.Trial;
import io.maskstream.chaos.trial.Waves;
import io.maskstream.verify.event.Plan;
import io.maskstream.verify.proof.Guarantee;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two workers are stopped in order, one after the other, and started again: not even with at least once anything is repeated. */
@ExtendWith(ClusterFixture.class)
final class RollingRestartIT {
    private static final int EVENTS = 2_000;
    private static final int KEYS = 61;
    private static final double HOSTILE = 0.02;

    @ParameterizedTest
    @CsvSource({"EXACTLY_ONCE, streams", "AT_LEAST_ONCE, classic"})
    void shouldLoseAndRepeatNothing(Guarantee guarantee, String protocol, Cluster cluster, @TempDir Path folder)
            throws Exception {
        // Given
        var plan = Plan.drawn("rolling" + protocol, Sizes.seed(), EVENTS, KEYS, HOSTILE);
        var waves = new Waves();
        try (var trial = new Trial(cluster, folder, plan, guarantee, protocol)) {
            trial.begin(waves, "worker-1", "worker-2");
            // When
            int allowed = 0;
            for (String name : new String[] {"worker-1", "worker-2"}) {
                allowed += EVENTS / 3;
                waves.allow(allowed);
                trial.awaitAnswered(allowed - EVENTS / 6); // in the middle of it
                trial.workers().stop(name);
                trial.workers().start(name);
                trial.workers().awaitReady();
            }
            waves.allow(EVENTS);
            // Then
            var proof = trial.prove();
            assertThat(proof.repeated()).isZero();
            System.out.printf(
                    "rolling restart, %s, %s: longest time without an outcome %d ms%n",
                    guarantee.kafkaName(), protocol, trial.longestSilence().toMillis());
        }
    }
}
