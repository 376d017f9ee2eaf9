package io.maskstream.standalone.it.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Whoever adds a worker gets its work at once, however long the others have worked. */
@ExtendWith(Broker.Fixture.class)
final class ScaleOutIT {
    private static final int IMAGES = 80;
    private static final int PARTITIONS = 4;

    /** Kafka Streams' default is 10,000 records of a partition's changelog: hours of a quiet topic, or a minute of a busy one. */
    private static final String LONG_HISTORY = "--set=kafka.acceptable.recovery.lag=0";

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void shouldGiveAnAddedWorkerHalfOfThePartitions(Broker broker, @TempDir Path folder) throws Exception {
        // Given
        byte[] png = TestImages.png(TestImages.stripes(48, 32, Color.RED, Color.BLUE));
        Path image = Files.write(folder.resolve("image.png"), png);
        Path model = TestModels.colours(64, 64).writeTo(folder);
        try (var wire = new Wire(broker, "scaled-out");
                var old = WorkerProcess.start("old", wire, model, folder, LONG_HISTORY)) {
            old.awaitReady();
            try (var answers = wire.answers()) {
                send(wire, image, answers);
                assertThat(partitions(answers, 0, old)).hasSize(PARTITIONS);

                // When
                try (var added = WorkerProcess.start("added", wire, model, folder, LONG_HISTORY)) {
                    added.awaitReady();

                    // Then
                    await("each has half").atMost(PATIENCE).untilAsserted(() -> {
                        int before = answers.latencies().size();
                        send(wire, image, answers);
                        assertThat(partitions(answers, before, added)).hasSize(PARTITIONS / 2);
                        assertThat(partitions(answers, before, old)).hasSize(PARTITIONS / 2);
                    });
                }
            }
        }
    }

    /** Returns when all have ended. */
    private static void send(Wire wire, Path image, Answers answers) throws Exception {
        int before = answers.masks().size();
        for (int number = 0; number < IMAGES; number++) {
            wire.send("image-" + number, image);
        }
        wire.flush();
        await("masks").atMost(PATIENCE).until(() -> {
            answers.poll();
            return answers.masks().size() == before + IMAGES
                    && answers.latencies().size() == before + IMAGES;
        });
    }

    /** The partitions that a worker has worked on, after so many answers. */
    private static Set<Integer> partitions(Answers answers, int before, WorkerProcess worker) {
        return answers.latencies().stream()
                .skip(before)
                .filter(latency -> latency.event().worker().equals(worker.name()))
                .map(Answers.Answer::partition)
                .collect(Collectors.toSet());
    }
}
