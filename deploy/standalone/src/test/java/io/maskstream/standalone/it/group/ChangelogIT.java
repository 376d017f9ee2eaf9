package io.maskstream.standalone.it.group;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.maskstream.standalone.it.broker.Broker;
import io.maskstream.standalone.it.broker.Wire;
import io.maskstream.standalone.it.process.WorkerProcess;
import io.maskstream.worker.testing.TestModels;
import io.maskstream.worker.topology.PendingChangelog;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Whoever takes a partition over reads its changelog, which brokers keep short where they compact it often. */
@ExtendWith(Broker.Fixture.class)
final class ChangelogIT {
    private static final String OFTEN = Integer.toString(4 * 1024 * 1024);

    @Test
    void shouldBeMadeToBeCompactedOften(Broker broker, @TempDir Path folder) throws Exception {
        try (var wire = new Wire(broker, "changelog-made")) {
            // When
            start(wire, folder);
            // Then
            assertThat(segments(broker, wire)).isEqualTo(OFTEN);
        }
    }

    @Test
    void shouldBeCompactedOftenFromNowOnWhereAnEarlierVersionMadeIt(Broker broker, @TempDir Path folder)
            throws Exception {
        try (var wire = new Wire(broker, "changelog-found");
                var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            // Given
            var earlier = new NewTopic(changelog(wire), Optional.of(4), Optional.empty())
                    .configs(Map.of("cleanup.policy", "compact", "max.message.bytes", "1114124"));
            admin.createTopics(List.of(earlier)).all().get();
            // When
            start(wire, folder);
            // Then
            assertThat(segments(broker, wire)).isEqualTo(OFTEN);
        }
    }

    private static void start(Wire wire, Path folder) throws Exception {
        Path model = TestModels.colours(64, 64).writeTo(folder);
        try (var worker = WorkerProcess.start("one", wire, model, folder)) {
            worker.awaitReady();
        }
    }

    private static String segments(Broker broker, Wire wire) throws Exception {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, changelog(wire));
        try (var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            var config = admin.describeConfigs(List.of(resource)).all().get().get(resource);
            return requireNonNull(config).get("segment.bytes").value();
        }
    }

    private static String changelog(Wire wire) {
        return PendingChangelog.name(wire.topics().prefix());
    }
}
