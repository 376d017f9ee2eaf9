package io.maskstream.chaos;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.maskstream.chaos.cluster.Cluster;
import io.maskstream.chaos.process.ShiftedClock;
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
 * The workers' wall clock is set while they work: by an hour forwards, back, by an hour backwards, and right again. Where it is set back they end, and are started
 * again.
 */
@ExtendWith(ClusterFixture.class)
final class ClockJumpIT {
    private static final List<Duration> AHEAD =
            List.of(Duration.ofHours(1), Duration.ZERO, Duration.ofHours(-1), Duration.ZERO);
    private static final int WAVE = 300;
    private static final int KEYS = 31;
    private static final double HOSTILE = 0.02;

    @ParameterizedTest
    @MethodSource("io.maskstream.chaos.BrokerTroubleIT#combinations")
    void shouldEndEveryEventWithoutWaitingForTheClock(
            Guarantee guarantee, String protocol, Cluster cluster, @TempDir Path folder) throws Exception {
        // Given
        var made = ShiftedClock.in(folder);
        assumeTrue(made.isPresent(), "to set a worker's clock takes Linux and a C compiler, cc");
        var clock = made.orElseThrow();
        int events = WAVE * (AHEAD.size() + 1);
        var plan = Plan.drawn("clock" + protocol, Sizes.seed(), events, KEYS, HOSTILE);
        var waves = new Waves();
        try (var trial = new Trial(cluster, folder, plan, guarantee, protocol)) {
            for (String name : List.of("worker-1", "worker-2")) {
                trial.workers().start(name, clock.environment());
            }
            trial.workers().awaitReady();
            trial.begin(waves);
            int allowed = 0;
            for (Duration ahead : AHEAD) {
                allowed += WAVE;
                waves.allow(allowed);
                trial.awaitAnswered(allowed - WAVE / 2); // in the middle of it
                // When
                clock.set(ahead);
                // Then: what is left of the wave is not kept for an hour
                trial.awaitAnswered(allowed);
            }
            waves.allow(events);
            trial.workers().awaitReady();
            var proof = trial.prove();
            System.out.printf(
                    "clock set by an hour 4 times, %s, %s: %d events, %d repeated, longest time without an outcome %d ms%n",
                    guarantee.kafkaName(),
                    protocol,
                    proof.sent(),
                    proof.repeated(),
                    trial.longestSilence().toMillis());
        }
    }
}
