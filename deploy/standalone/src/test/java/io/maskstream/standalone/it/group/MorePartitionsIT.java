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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(Broker.Fixture.class)
final class MorePartitionsIT {
    private static final int IMAGES = 30;

    @Test
    void shouldGoOnWhereTheImagesTopicWasGivenMorePartitions(Broker broker, @TempDir Path folder) throws Exception {
        Path model = TestModels.colours(64, 64).writeTo(folder);
        Path image = Files.write(
                folder.resolve("cat.png"), TestImages.png(TestImages.stripes(80, 60, Color.RED, Color.BLUE)));
        try (var wire = new Wire(broker, "more-partitions");
                var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            // Given
            String images = wire.topics().images();
            admin.createTopics(List.of(new NewTopic(images, Optional.of(2), Optional.empty())))
                    .all()
                    .get();
            try (var before = WorkerProcess.start("one", wire, model, folder)) {
                before.awaitReady();
            }
            // When
            admin.createPartitions(Map.of(images, NewPartitions.increaseTo(5)))
                    .all()
                    .get();
            try (var after = WorkerProcess.start("one", wire, model, folder)) {
                after.awaitReady();
                for (int i = 0; i < IMAGES; i++) {
                    wire.send("cat-" + i, image); // with so many keys in all partitions
                }
                wire.flush();
                // Then
                try (var answers = wire.answers()) {
                    answers.awaitOutcomes(IMAGES);
                    assertThat(answers.mask("cat-" + (IMAGES - 1)).imageId()).isEqualTo("cat-" + (IMAGES - 1));
                }
            }
        }
    }
}
