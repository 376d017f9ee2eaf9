package io.maskstream.standalone.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.maskstream.standalone.it.broker.Broker;
import io.maskstream.standalone.it.broker.Wire;
import io.maskstream.standalone.it.process.WorkerProcess;
import io.maskstream.worker.cli.Main;
import io.maskstream.worker.testing.TestModels;
import io.maskstream.worker.topology.Topics;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ExtendWith(Broker.Fixture.class)
final class DoctorIT {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void shouldFindAllInOrderBesideARunningWorker(Broker broker) throws Exception {
        Path model = TestModels.colours(64, 64).writeTo(folder);
        try (var wire = new Wire(broker, "doctor");
                var worker = WorkerProcess.start("one", wire, model, folder)) {
            // Given
            worker.awaitReady();
            // When
            var answer = examine(broker, model, "--topics.prefix=doctor", "--application.id=doctor");
            // Then
            assertThat(answer.code()).as(answer.text()).isZero();
            assertThat(answer.json().get("ok").asBoolean()).isTrue();
            assertThat(answer.names())
                    .containsExactly("java", "device", "model", "sources", "kafka", "topics", "group", "disk", "clock");
            assertThat(answer.detail("kafka")).contains("1 broker", "metadata.version");
            assertThat(answer.detail("topics")).contains("4 with leaders", "doctor.images 4");
            assertThat(answer.detail("group")).contains("protocol classic; 1 stream threads are in the group doctor");
            assertThat(answer.detail("clock")).contains("the cluster's controller");
            // When
            var namesake =
                    examine(broker, model, "--topics.prefix=doctor", "--application.id=doctor", "--instance.id=one");
            // Then
            assertThat(namesake.code()).isZero();
            assertThat(namesake.check("group").get("status").asString()).isEqualTo("warn");
        }
    }

    @Test
    void shouldSayWhatMendsATopicThatTakesTooLittle(Broker broker) throws Exception {
        // Given
        Path model = TestModels.colours(64, 64).writeTo(folder);
        create(
                broker,
                new NewTopic(new Topics("doctor-small").masks(), Optional.of(1), Optional.empty())
                        .configs(Map.of("max.message.bytes", "50000")));
        // When
        var answer = examine(broker, model, "--topics.prefix=doctor-small");
        // Then
        assertThat(answer.code()).isEqualTo(1);
        assertThat(answer.check("topics").get("status").asString()).isEqualTo("fail");
        assertThat(answer.check("topics").get("remedy").asString()).contains("kafka-configs.sh", "doctor-small.masks");
        // And the worker refuses it with the same words
        try (var wire = new Wire(broker, "doctor-small");
                var worker = WorkerProcess.start("one", wire, model, folder)) {
            assertThat(worker.awaitEnd())
                    .contains("ended with exit code 1")
                    .contains("the topic doctor-small.masks takes at most 50000 bytes a record");
        }
    }

    @Test
    void shouldEndInTimeWhereThereIsNoKafka() throws Exception {
        // Given
        var nobody = new Broker("127.0.0.1:1", () -> {});
        // When
        var answer = examine(nobody, TestModels.colours(64, 64).writeTo(folder));
        // Then
        assertThat(answer.code()).isEqualTo(1);
        assertThat(answer.detail("kafka")).contains("127.0.0.1:1 cannot be used");
        assertThat(answer.detail("topics")).isEqualTo("not looked at, because kafka failed");
    }

    private static void create(Broker broker, NewTopic topic) throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(List.of(topic)).all().get();
        }
    }

    private Answer examine(Broker broker, Path model, String... more) {
        var arguments = new ArrayList<>(List.of(
                "doctor",
                "--json",
                "--kafka.bootstrap.servers=" + broker.bootstrapServers(),
                "--model=" + model,
                "--state.dir=" + folder.resolve("state")));
        arguments.addAll(List.of(more));
        var out = new StringWriter();
        int code = Main.commandLine().setOut(new PrintWriter(out, true)).execute(arguments.toArray(String[]::new));
        return new Answer(code, out.toString());
    }

    private record Answer(int code, String text) {
        JsonNode json() {
            return new JsonMapper().readTree(text);
        }

        List<String> names() {
            return json().get("checks")
                    .valueStream()
                    .map(check -> check.get("name").asString())
                    .toList();
        }

        JsonNode check(String name) {
            return json().get("checks")
                    .valueStream()
                    .filter(check -> check.get("name").asString().equals(name))
                    .findFirst()
                    .orElseThrow();
        }

        String detail(String name) {
            return check(name).get("detail").asString();
        }
    }
}
