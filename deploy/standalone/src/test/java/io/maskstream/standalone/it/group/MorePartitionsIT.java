package io.maskstream.standalone.it.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.maskstream.standalone.it.broker.Broker;
import io.maskstream.standalone.it.broker.Wire;
import io.maskstream.standalone.it.process.WorkerProcess;
import io.maskstream.worker.testing.TestImages;
import io.maskstream.worker.testing.TestModels;
import io.maskstream.worker.topology.runtime.topics.TopicSetup;
import java.awt.Color;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

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
                send(wire, "cat", image);
                // Then
                try (var answers = wire.answers()) {
                    answers.awaitOutcomes(IMAGES);
                    assertThat(answers.mask("cat-" + (IMAGES - 1)).imageId()).isEqualTo("cat-" + (IMAGES - 1));
                }
            }
        }
    }

    static Stream<Arguments> groups() {
        return Stream.of(Arguments.of("at_least_once", "classic"), Arguments.of("exactly_once_v2", "streams"));
    }

    @ParameterizedTest
    @MethodSource("groups")
    void shouldGoOnWhereTheImagesTopicIsGivenMorePartitionsMeanwhile(
            String guarantee, String protocol, Broker broker, @TempDir Path folder) throws Exception {
        Path model = TestModels.colours(64, 64).writeTo(folder);
        Path image = Files.write(
                folder.resolve("cat.png"), TestImages.png(TestImages.stripes(80, 60, Color.RED, Color.BLUE)));
        String[] settings = {
            "--processing.guarantee=" + guarantee,
            "--set=kafka.group.protocol=" + protocol,
            "--set=kafka.metadata.max.age.ms=1000" // until the group sees them; five minutes by default
        };
        String prefix = "growing-" + protocol;
        try (var before = new Wire(broker, prefix);
                var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            // Given
            String images = before.topics().images();
            admin.createTopics(List.of(new NewTopic(images, Optional.of(2), Optional.empty())))
                    .all()
                    .get();
            try (var one = WorkerProcess.start("one", before, model, folder, settings);
                    var two = WorkerProcess.start("two", before, model, folder, settings)) {
                one.awaitReady();
                two.awaitReady();
                send(before, "early", image);
                try (var answers = before.answers()) {
                    answers.awaitOutcomes(IMAGES);
                    // When
                    admin.createPartitions(Map.of(images, NewPartitions.increaseTo(5)))
                            .all()
                            .get();
                    var topics = new TopicSetup(
                            Map.of("bootstrap.servers", broker.bootstrapServers()), Duration.ofSeconds(15));
                    await("leaders").until(() -> topics.require(List.of(images)).containsValue(5));
                    // Then
                    try (var after = new Wire(broker, prefix)) {
                        send(after, "late", image);
                    }
                    answers.awaitOutcomes(2 * IMAGES);
                    one.assertAlive();
                    two.assertAlive();
                }
            }
            assertThat(admin.listConsumerGroupOffsets(prefix)
                            .partitionsToOffsetAndMetadata()
                            .get())
                    .containsKeys(new TopicPartition(images, 2), new TopicPartition(images, 4));
        }
    }

    /** With so many keys in all partitions. */
    private static void send(Wire wire, String name, Path image) throws Exception {
        for (int i = 0; i < IMAGES; i++) {
            wire.send(name + "-" + i, image);
        }
        wire.flush();
    }
}
