package io.maskstream.standalone.it.group;

import static org.assertj.core.api.Assertions.assertThat;

import io.maskstream.standalone.it.broker.Broker;
import io.maskstream.standalone.it.broker.Wire;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A worker is killed eight times in the middle of its work, without a chance to say goodbye, and comes back under its name each time. */
@ExtendWith(Broker.Fixture.class)
final class KillIT {
    private static final int KILLS = 8;
    private static final int BEFORE_A_KILL = 8;
    private static final int AFTER_A_KILL = 4;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final List<String> KEYS =
            IntStream.range(0, 40).mapToObj(number -> "key-" + number).toList();

    @Test
    void shouldEndEveryImageExactlyOnceInTheOrderOfItsKey(Broker broker, @TempDir Path folder) throws Exception {
        // Given
        try (var wire = new Wire(broker, "killed-exactly-once");
                var workers = new KilledWorkers(
                        wire, folder, "--processing.guarantee=exactly_once_v2", List.of("first", "second"), KEYS)) {
            // When
            var pauses = killAgainAndAgain(workers, "first", "second");
            workers.end();
            // Then
            var sent = numbers(workers);
            assertThat(KEYS).allSatisfy(key -> assertThat(workers.numbers(key)).isEqualTo(sent));
            assertThat(workers.answers().failures()).isEmpty();
            assertThat(workers.answers().latencies())
                    .hasSameSizeAs(workers.answers().masks());
            report("exactly_once_v2, two workers", workers, pauses);
            assertThat(median(pauses)).isLessThanOrEqualTo(longestPause(workers));
        }
    }

    @Test
    void shouldLoseNoImageAndEndEachForTheFirstTimeInTheOrderOfItsKey(Broker broker, @TempDir Path folder)
            throws Exception {
        // Given
        try (var wire = new Wire(broker, "killed-at-least-once");
                var workers = new KilledWorkers(
                        wire, folder, "--processing.guarantee=at_least_once", List.of("only"), KEYS)) {
            // When
            var pauses = killAgainAndAgain(workers, "only");
            workers.end();
            // Then
            var sent = numbers(workers);
            assertThat(KEYS)
                    .allSatisfy(key ->
                            assertThat(workers.numbers(key).stream().distinct()).containsExactlyElementsOf(sent));
            assertThat(workers.answers().failures()).isEmpty();
            report("at_least_once, one worker", workers, pauses);
            assertThat(median(pauses)).isLessThanOrEqualTo(longestPause(workers));
        }
    }

    /** Each a little later in its work than the one before, and when that one is back, so that one worker is away at a time. */
    private static List<Duration> killAgainAndAgain(KilledWorkers workers, String... victims) throws Exception {
        var pauses = new ArrayList<Duration>();
        for (int kill = 0; kill < KILLS; kill++) {
            var victim = victims[kill % victims.length];
            workers.send(BEFORE_A_KILL);
            workers.awaitMoreOf(victim, 1 + 10 * kill);
            pauses.add(workers.killAndRestart(victim, AFTER_A_KILL));
            workers.awaitReady(victim);
        }
        return pauses;
    }

    private static List<Integer> numbers(KilledWorkers workers) {
        return IntStream.range(0, workers.sentOfEachKey()).boxed().toList();
    }

    /** A machine that is busy with other things may need longer than the pause for a start alone. */
    private static Duration longestPause(KilledWorkers workers) {
        var twoStarts = workers.startTime().multipliedBy(2);
        return twoStarts.compareTo(LONGEST_PAUSE) > 0 ? twoStarts : LONGEST_PAUSE;
    }

    private static Duration median(List<Duration> pauses) {
        return pauses.stream().sorted().toList().get(pauses.size() / 2);
    }

    private static void report(String what, KilledWorkers workers, List<Duration> pauses) {
        System.out.printf(
                "%s: %d images, %d masks; first start %d ms; pauses after kill -9, ms: %s%n",
                what,
                workers.sentOfEachKey() * KEYS.size(),
                workers.answers().masks().size(),
                workers.startTime().toMillis(),
                pauses.stream().map(pause -> Long.toString(pause.toMillis())).collect(Collectors.joining(" ")));
    }
}
