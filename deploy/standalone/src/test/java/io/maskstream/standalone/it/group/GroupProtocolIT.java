package io.maskstream.standalone.it.group;

import static org.assertj.core.api.Assertions.assertThat;

import io.maskstream.standalone.broker.EmbeddedBroker;
import io.maskstream.standalone.it.broker.Broker;
import io.maskstream.standalone.it.broker.Wire;
import io.maskstream.standalone.it.process.WorkerProcess;
import io.maskstream.worker.testing.TestImages;
import io.maskstream.worker.testing.TestModels;
import java.awt.Color;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.FeatureUpdate;
import org.apache.kafka.clients.admin.UpdateFeaturesOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(Broker.Fixture.class)
final class GroupProtocolIT {

    @ParameterizedTest
    @CsvSource({
        "classic, exactly_once_v2",
        "classic, at_least_once",
        "streams, exactly_once_v2",
        "streams, at_least_once"
    })
    void shouldAnswerAnImageWithItsMask(String protocol, String guarantee, Broker broker, @TempDir Path folder)
            throws Exception {
        Path model = TestModels.colours(64, 64).writeTo(folder);
        Path image = Files.write(
                folder.resolve("cat.png"), TestImages.png(TestImages.stripes(80, 60, Color.RED, Color.BLUE)));
        try (var wire = new Wire(broker, "protocol-%s-%s".formatted(protocol, guarantee));
                var worker = WorkerProcess.start(
                        "one",
                        wire,
                        model,
                        folder,
                        "--processing.guarantee=" + guarantee,
                        "--set",
                        "kafka.group.protocol=" + protocol)) {
            // Given
            worker.awaitReady();
            // When
            wire.send("cat", image);
            wire.flush();
            // Then
            try (var answers = wire.answers()) {
                answers.awaitOutcomes(1);
                assertThat(answers.mask("cat").imageId()).isEqualTo("cat");
                worker.close();
            }
            assertThat(worker.awaitEnd()).contains("ended with exit code 0");
        }
    }

    @Test
    void shouldEndWithOneSentenceWhereTheBrokersDoNotHaveTheStreamsProtocol(@TempDir Path folder) throws Exception {
        Path model = TestModels.colours(64, 64).writeTo(folder);
        try (var embedded = EmbeddedBroker.start(folder);
                var wire = new Wire(new Broker(embedded.bootstrapServers(), () -> {}), "no-streams")) {
            // Given
            switchOffTheStreamsProtocol(embedded);
            // When
            try (var worker =
                    WorkerProcess.start("one", wire, model, folder, "--set", "kafka.group.protocol=streams")) {
                // Then
                assertThat(worker.awaitEnd())
                        .contains("ended with exit code 1")
                        .contains("kafka.group.protocol=streams cannot be used")
                        .contains("kafka-features.sh upgrade --feature streams.version=1");
            }
        }
    }

    private static void switchOffTheStreamsProtocol(EmbeddedBroker embedded) throws Exception {
        var off = new FeatureUpdate((short) 0, FeatureUpdate.UpgradeType.SAFE_DOWNGRADE);
        try (var admin = Admin.create(Map.of("bootstrap.servers", embedded.bootstrapServers()))) {
            admin.updateFeatures(Map.of("streams.version", off), new UpdateFeaturesOptions())
                    .all()
                    .get();
        }
    }
}
