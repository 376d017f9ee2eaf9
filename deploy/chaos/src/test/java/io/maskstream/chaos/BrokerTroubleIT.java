package io.maskstream.chaos;

import io.maskstream.chaos.cluster.Cluster;
import io.maskstream.chaos.trial.ClusterFixture;
import io.maskstream.chaos.trial.Sizes;
import io.maskstream.chaos.trial.Trial;
import io.maskstream.verify.event.Plan;
import io.maskstream.verify.proof.Guarantee;
import io.maskstream.verify.wire.Pace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The broker goes away in each way that it can, for longer than a session lasts, and in the long run than a transaction; the workers stay, and go on. */
@ExtendWith(ClusterFixture.class)
final class BrokerTroubleIT {
    private static final double PER_SECOND = 40;
    private static final int KEYS = 31;
    private static final double HOSTILE = 0.02;
    /** Outcomes after each trouble before the next. */
    private static final int BETWEEN = 60;

    private interface Trouble {
        void make(Cluster cluster, Duration time) throws Exception;
    }

    /** The short run has one of them: each is away four times. */
    static Stream<Arguments> combinations() {
        var both = Stream.of(
                Arguments.of(Guarantee.EXACTLY_ONCE, "classic"), Arguments.of(Guarantee.AT_LEAST_ONCE, "streams"));
        return Sizes.allCombinations() ? both : both.limit(1);
    }

    @ParameterizedTest
    @MethodSource("combinations")
    void shouldGoOnWhereTheBrokerComesBack(Guarantee guarantee, String protocol, Cluster cluster, @TempDir Path folder)
            throws Exception {
        // Given
        var time = Sizes.trouble();
        int events = (int) (PER_SECOND * (4 * time.toSeconds() + 12));
        var plan = Plan.drawn("trouble" + protocol, Sizes.seed(), events, KEYS, HOSTILE);
        try (var trial = new Trial(cluster, folder, plan, guarantee, protocol)) {
            trial.begin(Pace.of(PER_SECOND), "worker-1", "worker-2");
            // When
            trouble(trial, cluster, time, Cluster::haltBroker);
            trouble(trial, cluster, time, Cluster::cutNetwork);
            trouble(trial, cluster, time, Cluster::stallNetwork);
            trouble(trial, cluster, time, Cluster::restartBroker);
            // Then
            var proof = trial.prove();
            System.out.printf(
                    "broker away 4 times for %d s, %s, %s: %d repeated, longest time without an outcome %d ms%n",
                    time.toSeconds(),
                    guarantee.kafkaName(),
                    protocol,
                    proof.repeated(),
                    trial.longestSilence().toMillis());
        }
    }

    private static void trouble(Trial trial, Cluster cluster, Duration time, Trouble trouble) throws Exception {
        trial.awaitAnswered(trial.answered() + BETWEEN);
        trouble.make(cluster, time);
    }
}
