package io.maskstream.standalone.it.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.maskstream.schemas.event.FailureEvent;
import io.maskstream.schemas.event.FailureReason;
import io.maskstream.schemas.event.Outcome;
import io.maskstream.standalone.it.broker.Answers;
import io.maskstream.standalone.it.broker.Broker;
import io.maskstream.standalone.it.broker.Wire;
import io.maskstream.standalone.it.process.ResidentMemory;
import io.maskstream.standalone.it.process.WorkerProcess;
import io.maskstream.standalone.mutant.Mutator;
import io.maskstream.standalone.mutant.Originals;
import io.maskstream.worker.testing.TestModels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Thousands of files that are almost images, through one worker: {@code -Dmutants=10000} for the long run, {@code -Dmutants.seed} for others. */
@ExtendWith(Broker.Fixture.class)
final class MutantsIT {
    private static final int MUTANTS = Integer.getInteger("mutants", 300);
    private static final long SEED = Long.getLong("mutants.seed", 4);
    private static final int ROUND = 100;

    /** Fewer say little about the worker's memory: it is still warming up. */
    private static final int ENOUGH_FOR_A_TREND = 5_000;

    /** All of the heap is there from the start, so that what grows is what is not given back. */
    private static final List<String> FIXED_HEAP =
            List.of("-Xms512m", "-Xmx512m", "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC");

    private static final List<FailureReason> EXPECTED =
            List.of(FailureReason.NOT_AN_IMAGE, FailureReason.CORRUPT_IMAGE, FailureReason.TOO_LARGE);

    private final List<Long> memory = new ArrayList<>();

    @Test
    void shouldEndEveryMutantInOneMaskOrOneFailureWithoutARestart(Broker broker, @TempDir Path folder)
            throws Exception {
        // Given
        var originals = new ArrayList<>(Originals.made());
        originals.addAll(
                Originals.photographs(Path.of(System.getProperty("pets.dir")).resolve("images")));
        var mutator = new Mutator(SEED, originals);
        Path model = TestModels.colours(64, 64).writeTo(folder);
        try (var wire = new Wire(broker, "mutants");
                var worker = WorkerProcess.start("one", FIXED_HEAP, wire, model, folder)) {
            worker.awaitReady();
            try (var answers = wire.answers()) {
                // When
                for (int sent = 0; sent < MUTANTS; sent += ROUND) {
                    var files = send(wire, mutator, folder, sent, Math.min(MUTANTS, sent + ROUND));
                    answers.awaitOutcomes(sent + files.size());
                    worker.assertAlive(); // nobody starts it again: alive means never ended
                    ResidentMemory.now(worker.pid()).ifPresent(memory::add);
                    for (Path file : files) {
                        Files.delete(file);
                    }
                }
                worker.close();
                answers.drain();
                // Then
                report(answers);
                assertThat(answers.outcomes().map(Outcome::imageId))
                        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, MUTANTS)
                                .mapToObj(MutantsIT::name)
                                .toList());
                assertThat(answers.masks()).isNotEmpty();
                assertThat(answers.failures())
                        .extracting(failure -> failure.event().reason())
                        .isSubsetOf(EXPECTED)
                        .containsAll(EXPECTED);
                if (MUTANTS >= ENOUGH_FOR_A_TREND && !memory.isEmpty()) {
                    assertThat(climbInLastHalf()).as("percent of memory").isLessThan(1);
                }
            }
        }
    }

    private static List<Path> send(Wire wire, Mutator mutator, Path folder, int from, int to) throws Exception {
        var files = new ArrayList<Path>();
        for (int number = from; number < to; number++) {
            Path file = Files.write(folder.resolve(name(number)), mutator.next());
            files.add(file);
            wire.send(name(number), file);
        }
        wire.flush();
        return files;
    }

    private static String name(int number) {
        return "mutant-" + number;
    }

    private double climbInLastHalf() {
        return ResidentMemory.climbPercent(memory.subList(memory.size() / 2, memory.size()));
    }

    private void report(Answers answers) {
        var reasons = answers.failures().stream()
                .map(Answers.Answer::event)
                .map(FailureEvent::reason)
                .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
        System.out.printf(
                "%,d mutants, seed %d: %,d masks, failures %s%n",
                MUTANTS, SEED, answers.masks().size(), reasons);
        if (memory.size() > 3) {
            System.out.printf(
                    "resident memory: %,d MiB after the first round, %,d MiB after the last; %+.2f%% over the last half%n",
                    memory.get(0) >> 20, memory.get(memory.size() - 1) >> 20, climbInLastHalf());
        }
    }
}
