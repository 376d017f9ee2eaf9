package io.maskstream.standalone.it.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.maskstream.schemas.event.LatencyEvent;
import io.maskstream.schemas.event.Outcome;
import io.maskstream.standalone.it.broker.Answers;
import io.maskstream.standalone.it.broker.Broker;
import io.maskstream.standalone.it.broker.Wire;
import io.maskstream.standalone.it.process.WorkerProcess;
import io.maskstream.worker.testing.TestImages;
import io.maskstream.worker.testing.TestModels;
import java.awt.Color;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Two workers share four partitions, and one is killed without a chance to say goodbye, in the middle of its work. */
@ExtendWith(Broker.Fixture.class)
final class TakeOverIT {
    /** Images of each half; large ones, so that the victim has most of its share before it when it is killed. */
    private static final int HALF = 120;

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);

    @Test
    void shouldEndEveryImageInExactlyOneOutcome(Broker broker, @TempDir Path folder) throws Exception {
        try (var wire = new Wire(broker, "exactly-once")) {
            // Given, When
            try (var answers = killOneOfTwoUnderLoad(wire, folder, "--processing.guarantee=exactly_once_v2")) {
                // Then
                assertThat(answers.failures()).isEmpty();
                assertThat(answers.outcomes().map(Outcome::imageId))
                        .containsExactlyInAnyOrderElementsOf(names(0, 2 * HALF));
                assertThat(answers.latencies())
                        .extracting(latency -> latency.event().imageId())
                        .containsExactlyInAnyOrderElementsOf(names(0, 2 * HALF));
            }
        }
    }

    @Test
    void shouldLoseNothingWhereOutcomesMayComeTwice(Broker broker, @TempDir Path folder) throws Exception {
        try (var wire = new Wire(broker, "at-least-once")) {
            // Given, When
            try (var answers = killOneOfTwoUnderLoad(wire, folder, "--processing.guarantee=at_least_once")) {
                // Then
                assertThat(answers.failures()).isEmpty();
                assertThat(answers.outcomes().map(Outcome::imageId).collect(Collectors.toSet()))
                        .containsExactlyInAnyOrderElementsOf(names(0, 2 * HALF));
            }
        }
    }

    /** Returns all that is committed, when the survivor has ended in order. */
    private static Answers killOneOfTwoUnderLoad(Wire wire, Path folder, String guarantee) throws Exception {
        byte[] jpeg = TestImages.jpeg(TestImages.stripes(1600, 1200, Color.RED, Color.GRAY, Color.BLUE));
        Path image = Files.write(folder.resolve("image.jpg"), jpeg);
        Path model = TestModels.colours(64, 64).writeTo(folder);
        try (var victim = WorkerProcess.start("victim", wire, model, folder, guarantee);
                var survivor = WorkerProcess.start("survivor", wire, model, folder, guarantee)) {
            victim.awaitReady();
            survivor.awaitReady();
            var answers = wire.answers();

            names(0, HALF).forEach(name -> wire.send(name, image));
            wire.flush();
            await("both work").atMost(LONGEST_PAUSE).until(() -> {
                answers.poll();
                return !partitions(answers, victim).isEmpty()
                        && !partitions(answers, survivor).isEmpty();
            });

            names(HALF, 2 * HALF).forEach(name -> wire.send(name, image));
            wire.flush();
            answers.poll();
            var left = partitions(answers, victim);
            victim.kill();

            await("the survivor works on the victim's partitions")
                    .atMost(LONGEST_PAUSE)
                    .until(() -> {
                        answers.poll();
                        return partitions(answers, survivor).stream().anyMatch(left::contains);
                    });
            await("every image has an outcome").atMost(Duration.ofMinutes(3)).until(() -> {
                answers.poll();
                return answers.outcomes().map(Outcome::imageId).distinct().count() == 2 * HALF;
            });
            survivor.close();
            answers.drain();
            return answers;
        }
    }

    /** The partitions that a worker has worked on: latencies lie where their images lay, for they have the same keys. */
    private static Set<Integer> partitions(Answers answers, WorkerProcess worker) {
        return answers.latencies().stream()
                .filter(latency -> isOf(worker, latency.event()))
                .map(Answers.Answer::partition)
                .collect(Collectors.toSet());
    }

    private static boolean isOf(WorkerProcess worker, LatencyEvent latency) {
        return latency.worker().equals(worker.name());
    }

    private static List<String> names(int from, int to) {
        return IntStream.range(from, to).mapToObj(number -> "image-" + number).toList();
    }
}
