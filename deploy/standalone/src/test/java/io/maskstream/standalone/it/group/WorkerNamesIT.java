package io.maskstream.standalone.it.group;

import static org.assertj.core.api.Assertions.assertThat;

import io.maskstream.standalone.it.broker.Broker;
import io.maskstream.standalone.it.broker.Wire;
import io.maskstream.standalone.it.process.WorkerProcess;
import io.maskstream.worker.testing.TestImages;
import io.maskstream.worker.testing.TestModels;
import java.awt.Color;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(Broker.Fixture.class)
final class WorkerNamesIT {

    @Test
    void shouldEndTheSecondWorkerOfANameAndLeaveTheFirstAtItsWork(Broker broker, @TempDir Path folder)
            throws Exception {
        Path model = TestModels.colours(64, 64).writeTo(folder);
        Path image = Files.write(
                folder.resolve("cat.png"), TestImages.png(TestImages.stripes(80, 60, Color.RED, Color.BLUE)));
        try (var wire = new Wire(broker, "worker-names");
                var first = WorkerProcess.start("twin", wire, model, folder)) {
            // Given
            first.awaitReady();
            // When
            try (var second = WorkerProcess.start("twin", wire, model, folder.resolve("second"))) {
                // Then
                assertThat(second.awaitEnd())
                        .contains("ended with exit code 1")
                        .containsPattern("another worker named twin is running here \\(process \\d+\\)")
                        .contains("give each its own instance.id");
            }
            wire.send("cat", image);
            wire.flush();
            try (var answers = wire.answers()) {
                answers.awaitOutcomes(1);
                assertThat(answers.mask("cat").imageId()).isEqualTo("cat");
            }
        }
    }

    @Test
    void shouldReturnAtOnceUnderItsNameAfterItWasKilled(Broker broker, @TempDir Path folder) throws Exception {
        Path model = TestModels.colours(64, 64).writeTo(folder);
        try (var wire = new Wire(broker, "worker-returns")) {
            // Given
            try (var killed = WorkerProcess.start("one", wire, model, folder)) {
                killed.awaitReady();
                killed.kill();
            }
            // When
            try (var again =
                    WorkerProcess.start("one", wire, model, folder.resolve("again"), "--source.roots=" + folder)) {
                // Then
                assertThat(again.awaitReady().getHost()).isNotEmpty();
            }
        }
    }
}
