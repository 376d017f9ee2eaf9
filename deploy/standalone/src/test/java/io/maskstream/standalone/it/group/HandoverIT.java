package io.maskstream.standalone.it.group;

import static org.awaitility.Awaitility.await;

import io.maskstream.standalone.it.broker.Broker;
import io.maskstream.standalone.it.broker.Wire;
import io.maskstream.standalone.it.process.WorkerProcess;
import io.maskstream.worker.testing.TestImages;
import io.maskstream.worker.testing.TestModels;
import io.maskstream.worker.topology.runtime.group.InstanceGuard;
import io.maskstream.worker.topology.runtime.settings.KafkaConfig;
import io.maskstream.worker.topology.runtime.settings.ProcessingGuarantee;
import java.awt.Color;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A killed worker that is started again does not keep its partitions from the others while it loads. */
@ExtendWith(Broker.Fixture.class)
final class HandoverIT {
    /** Of a session, after which the broker would miss the dead worker by itself; and, far below it, of the test. */
    private static final String LONG_SESSION = "--set=kafka.consumer.session.timeout.ms=300000";

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int IMAGES = 40;

    @Test
    void shouldLetOthersEndItsImagesBeforeItIsReady(Broker broker, @TempDir Path folder) throws Exception {
        // Given
        byte[] png = TestImages.png(TestImages.stripes(48, 32, Color.RED, Color.BLUE));
        Path image = Files.write(folder.resolve("image.png"), png);
        Path model = TestModels.colours(64, 64).writeTo(folder);
        try (var wire = new Wire(broker, "handed-over");
                var other = WorkerProcess.start("other", wire, model, folder, LONG_SESSION);
                var killed = WorkerProcess.start("killed", wire, model, folder, LONG_SESSION)) {
            other.awaitReady();
            killed.awaitReady();
            killed.kill();
            for (int number = 0; number < IMAGES; number++) {
                wire.send("image-" + number, image);
            }
            wire.flush();

            // When: it is back, and comes no further than to ask for its name
            var again = new KafkaConfig(
                    Map.of("bootstrap.servers", wire.bootstrapServers(), "consumer.session.timeout.ms", "300000"),
                    wire.topics().prefix(),
                    "killed",
                    ProcessingGuarantee.EXACTLY_ONCE,
                    Duration.ofSeconds(1),
                    1,
                    folder,
                    Duration.ofSeconds(30),
                    900_000);
            try (var guard = InstanceGuard.hold(again);
                    var answers = wire.answers()) {
                guard.awaitVacant(PATIENCE);

                // Then
                await("masks of all partitions").atMost(PATIENCE).until(() -> {
                    answers.poll();
                    return answers.masks().size() == IMAGES;
                });
            }
        }
    }
}
