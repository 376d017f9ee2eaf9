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
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Workers, and now and then the broker, are killed in the middle of their work and come back. Events come in waves, one for each kill, so that there is
 * always something in flight; a kill hits anywhere in its wave.
 */
@ExtendWith(ClusterFixture.class)
final class KillStormIT {
    private static final StormReport REPORT = new StormReport(Sizes.report());
    private static final int KEYS = 97;
    private static final double HOSTILE = 0.02;
    private static final int WORKERS = 3;
    private static final Duration LONGEST_ABSENCE = Duration.ofSeconds(1);

    static Stream<Arguments> combinations() {
        var all = Stream.of(
                Arguments.of(Guarantee.EXACTLY_ONCE, "classic"),
                Arguments.of(Guarantee.AT_LEAST_ONCE, "streams"),
                Arguments.of(Guarantee.EXACTLY_ONCE, "streams"),
                Arguments.of(Guarantee.AT_LEAST_ONCE, "classic"));
        return Sizes.allCombinations() ? all : all.limit(2);
    }

    @ParameterizedTest
    @MethodSource("combinations")
    void shouldEndEveryEvent(Guarantee guarantee, String protocol, Cluster cluster, @TempDir Path folder)
            throws Exception {
        // Given
        long seed = Sizes.seed();
        var random = new Random(seed);
        int kills = Sizes.workerKills() + Sizes.brokerKills();
        long begun = System.nanoTime();
        System.out.printf("%s, %s: seed %d%n", guarantee.kafkaName(), protocol, seed);
        var plan = Plan.drawn(
                "storm" + (guarantee == Guarantee.EXACTLY_ONCE ? "E" : "A") + protocol,
                seed,
                Sizes.events(),
                KEYS,
                HOSTILE);
        var waves = new Waves();
        try (var trial = new Trial(cluster, folder, plan, guarantee, protocol)) {
            trial.begin(waves, "worker-1", "worker-2", "worker-3");
            // When
            int wave = 0;
            for (boolean broker : victims(random)) {
                wave++;
                long from = (long) plan.events() * (wave - 1) / (kills + 1);
                long to = (long) plan.events() * wave / (kills + 1);
                waves.allow(to);
                trial.awaitAnswered(from + (long) (random.nextDouble() * 0.9 * (to - from)));
                if (broker) {
                    trial.pauses().disturbed();
                    cluster.restartBroker(absence(random));
                } else {
                    killAWorker(trial, random);
                }
            }
            waves.allow(plan.events());
            trial.workers().awaitReady();
            var proof = trial.end();
            // Then
            REPORT.add(
                    proof,
                    protocol,
                    seed,
                    Sizes.workerKills(),
                    Sizes.brokerKills(),
                    trial.pauses().all(),
                    Duration.ofNanos(System.nanoTime() - begun));
            proof.lines().forEach(System.out::println);
            trial.requireKept(proof);
            assertThat(proof.failed()).as("hostile events among them").isPositive();
        }
    }

    /** True for the broker. */
    private static List<Boolean> victims(Random random) {
        var victims = new ArrayList<Boolean>();
        victims.addAll(Collections.nCopies(Sizes.workerKills(), false));
        victims.addAll(Collections.nCopies(Sizes.brokerKills(), true));
        Collections.shuffle(victims, random);
        return victims;
    }

    /** One that is at work: two or three are, unless the one before still starts. */
    private static void killAWorker(Trial trial, Random random) throws Exception {
        while (trial.workers().ready().size() < WORKERS - 1) {
            trial.workers().assertAlive();
            Thread.sleep(50);
        }
        var ready = trial.workers().ready();
        String victim = ready.get(random.nextInt(ready.size()));
        trial.pauses().disturbed();
        trial.workers().kill(victim);
        Thread.sleep(absence(random).toMillis());
        trial.workers().start(victim);
    }

    private static Duration absence(Random random) {
        return Duration.ofMillis(random.nextLong(LONGEST_ABSENCE.toMillis()));
    }
}
