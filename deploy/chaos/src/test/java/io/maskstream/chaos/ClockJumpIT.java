package io.maskstream.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.maskstream.chaos.cluster.Cluster;
import io.maskstream.verify.event.Plan;
import io.maskstream.verify.proof.Guarantee;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The wall clocks of two workers are nearly an hour ahead and behind, jump further ahead, and are set back by seconds, while they work. Needs libfaketime.
 *
 * <p>Set back by more, Kafka's own clients stand still for as long as it was: they measure their waits with the wall clock.
 */
@ExtendWith(ClusterFixture.class)
final class ClockJumpIT {
    private static final int EVENTS = 1_200;
    private static final int KEYS = 61;
    private static final double HOSTILE = 0.05;
    private static final List<Path> LIBRARIES = List.of(
            Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1"),
            Path.of("/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1"),
            Path.of("/usr/lib64/faketime/libfaketimeMT.so.1"));

    @Test
    void shouldEndEveryEventWhateverTheClocksSay(Cluster cluster, @TempDir Path folder) throws Exception {
        Optional<Path> library = LIBRARIES.stream().filter(Files::exists).findFirst();
        assumeTrue(library.isPresent(), "libfaketime is not installed (Debian has it in the package faketime)");
        // Given
        var plan = Plan.drawn("clock", Sizes.seed(), EVENTS, KEYS, HOSTILE);
        var waves = new Waves();
        try (var trial = new Trial(cluster, folder, plan, Guarantee.EXACTLY_ONCE, "classic")) {
            jump(folder, "worker-1", "+1500");
            jump(folder, "worker-2", "-3000");
            for (String name : List.of("worker-1", "worker-2")) {
                trial.workers.start(name, environment(library.get(), clock(folder, name)));
            }
            trial.workers.awaitReady();
            trial.begin(waves);
            // When
            int allowed = 0;
            for (var offsets : List.of(List.of("+3000", "-1000"), List.of("+2995", "-1005"), List.of("+3400", "+0"))) {
                allowed += EVENTS / 4;
                waves.allow(allowed);
                trial.awaitAnswered(allowed - EVENTS / 8);
                jump(folder, "worker-1", offsets.get(0));
                jump(folder, "worker-2", offsets.get(1));
            }
            waves.allow(EVENTS);
            // Then
            var proof = trial.end();
            assertThat(proof.violations())
                    .as(() -> String.join("\n", proof.lines()))
                    .isEmpty();
        }
    }

    /** Only what tells the time of day. The file is read once a second: with each look at the clock it would take all of the processor. */
    private static Map<String, String> environment(Path library, Path clock) {
        return Map.of(
                "LD_PRELOAD", library.toString(),
                "FAKETIME_TIMESTAMP_FILE", clock.toString(),
                "FAKETIME_CACHE_DURATION", "1",
                "DONT_FAKE_MONOTONIC", "1",
                "FAKETIME_DONT_FAKE_MONOTONIC", "1");
    }

    private static void jump(Path folder, String name, String seconds) throws Exception {
        Path whole = Files.writeString(folder.resolve(name + ".next"), seconds + "\n");
        Files.move(whole, clock(folder, name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static Path clock(Path folder, String name) {
        return folder.resolve(name + ".clock");
    }
}
