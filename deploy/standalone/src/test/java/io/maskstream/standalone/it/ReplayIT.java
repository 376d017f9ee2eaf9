package io.maskstream.standalone.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.maskstream.schemas.event.FailureReason;
import io.maskstream.standalone.it.broker.Answers;
import io.maskstream.standalone.it.broker.Broker;
import io.maskstream.standalone.it.broker.Wire;
import io.maskstream.standalone.it.process.WorkerProcess;
import io.maskstream.worker.cli.Main;
import io.maskstream.worker.client.ClientConfig;
import io.maskstream.worker.client.replay.ReplayException;
import io.maskstream.worker.client.replay.Replayer;
import io.maskstream.worker.client.replay.Selection;
import io.maskstream.worker.testing.TestImages;
import io.maskstream.worker.testing.TestModels;
import java.awt.Color;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(Broker.Fixture.class)
final class ReplayIT {
    private static final byte[] IMAGE = TestImages.png(TestImages.stripes(90, 60, Color.RED, Color.BLUE));
    private static final String[] WORKER_SETTINGS = {};
    private static final Selection NOT_FOUND = new Selection(Set.of(FailureReason.NOT_FOUND), null, null, Set.of());

    private record Ended(int exitCode, String output, String errors) {}

    @Test
    void shouldPutBackWhatFailedOnceAndOnlyWhenToldTo(Broker broker, @TempDir Path folder) throws Exception {
        Path late = folder.resolve("late.png");
        Path model = TestModels.colours(64, 64).writeTo(folder);
        try (var wire = new Wire(broker, "replay");
                var worker = WorkerProcess.start("one", wire, model, folder, WORKER_SETTINGS)) {
            worker.awaitReady();
            // Given: a file that comes too late, another that never comes, and no event at all
            String event = "{\"uri\":\"%s\", \"attributes\":{\"album\":\"summer\"}}".formatted(late.toUri());
            wire.send("late", event.getBytes(UTF_8), Map.of("traceparent", "00-1-2-01", "mine", "x"));
            wire.send("never", folder.resolve("never.png"));
            wire.send("bytes", new byte[] {(byte) 0xff, 0}, Map.of());
            wire.flush();
            try (var answers = wire.answers()) {
                answers.awaitOutcomes(3);
                Files.write(late, IMAGE);
                // When
                var dry = replay(wire, "--reason", "NOT_FOUND", "--image-id", "late", "--since", "1h");
                // Then
                assertThat(dry.exitCode).as(dry.errors).isZero();
                assertThat(dry.output)
                        .containsPattern("NOT_FOUND +1 +0 +0 +0")
                        .contains("a dry run: nothing was put back; --execute puts 1 records back on replay.images");
                // When
                var first = replay(wire, "--reason", "NOT_FOUND", "--image-id", "late", "--execute");
                // Then
                assertThat(first.exitCode).as(first.errors).isZero();
                assertThat(first.output).contains("1 records are back on replay.images");
                answers.awaitOutcomes(4);
                assertThat(answers.mask("late").attributes()).isEqualTo(Map.of("album", "summer"));
                assertThat(answers.masks().get(0).headers()).containsEntry("traceparent", "00-1-2-01");
                // When
                var second = replay(wire, "--execute", "--reason", "NOT_FOUND,INVALID_EVENT");
                // Then: the bytes that are no event fail as they did before, with all that they had
                assertThat(second.output)
                        .containsPattern("INVALID_EVENT +1 +0 +0 +0")
                        .containsPattern("NOT_FOUND +1 +1 +0 +0")
                        .contains("2 records are back");
                answers.awaitOutcomes(6);
                var again = answers.failures().stream()
                        .filter(failure -> failure.event().imageId().equals("bytes"))
                        .toList();
                assertThat(again).hasSize(2);
                assertThat(again.get(1).event().record())
                        .isEqualTo(again.get(0).event().record());
                assertThat(again.get(1).headers())
                        .containsEntry("maskstream.replay.count", "1")
                        .hasEntrySatisfying(
                                "maskstream.replay.of", of -> assertThat(of).matches("replay\\.failures-\\d-\\d+"));
                // When: what failed again may be replayed again, once
                var third = replay(wire, "--execute", "--reason", "INVALID_EVENT");
                // Then
                assertThat(third.output).containsPattern("INVALID_EVENT +1 +1 +0 +0");
                answers.awaitOutcomes(7);
                assertThat(answers.failures().get(answers.failures().size() - 1).headers())
                        .containsEntry("maskstream.replay.count", "2");
                worker.close();
                answers.drain();
                assertThat(answers.outcomes()).hasSize(7);
            }
        }
    }

    @Test
    void shouldPutBackEachOnceThoughTwoDoItAtTheSameTime(Broker broker, @TempDir Path folder) throws Exception {
        int images = 1_500; // several transactions
        Path later = folder.resolve("later");
        Path model = TestModels.colours(64, 64).writeTo(folder);
        try (var wire = new Wire(broker, "replay-race");
                var worker = WorkerProcess.start("one", wire, model, folder, WORKER_SETTINGS)) {
            worker.awaitReady();
            // Given
            for (int i = 0; i < images; i++) {
                wire.send("image-" + i, later.resolve("not-there.png"));
            }
            wire.flush();
            try (var answers = wire.answers()) {
                answers.awaitOutcomes(images);
                Files.write(Files.createDirectories(later).resolve("not-there.png"), IMAGE);
                // When: one was killed in the middle, and three begin at once
                int overtaken;
                Ended rest;
                try (var killed = inTheMiddleOfATransaction(wire)) {
                    overtaken = replayAtOnce(wire, 3);
                    rest = replay(wire, "--execute", "--reason", "NOT_FOUND");
                }
                // Then
                assertThat(rest.exitCode).as(rest.errors).isZero();
                assertThat(overtaken).isLessThan(3);
                answers.awaitOutcomes(2 * images);
                worker.close();
                answers.drain();
                assertThat(answers.masks()).hasSize(images);
                assertThat(answers.masks()).extracting(Answers.Answer::key).doesNotHaveDuplicates();
                assertThat(answers.failures()).hasSize(images);
            }
        }
    }

    @Test
    void shouldSayThatThereIsNothingOrNobody(Broker broker) {
        try (var wire = new Wire(broker, "replay-nowhere")) {
            // When
            var ended = replay(wire, "--since", "1h");
            // Then
            assertThat(ended.exitCode).isEqualTo(1);
            assertThat(ended.errors)
                    .contains("there is no topic replay-nowhere.failures, replay-nowhere.images")
                    .doesNotContain("\tat ");
        }
    }

    /** What is left of a replay that was killed: a record that is written and not committed. */
    private static KafkaProducer<byte[], byte[]> inTheMiddleOfATransaction(Wire wire) throws Exception {
        var producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        wire.bootstrapServers(),
                        "transactional.id",
                        wire.topics().prefix() + "-replay",
                        "transaction.timeout.ms",
                        600_000),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        producer.initTransactions();
        producer.beginTransaction();
        producer.send(new ProducerRecord<>(wire.topics().images(), "killed".getBytes(UTF_8), new byte[0]))
                .get();
        return producer;
    }

    /** How many of the replays were overtaken by a later one, and said so. */
    private static int replayAtOnce(Wire wire, int count) throws Exception {
        var config = new ClientConfig(
                Map.of("bootstrap.servers", wire.bootstrapServers()), wire.topics(), Duration.ofSeconds(30));
        var together = new CyclicBarrier(count);
        Callable<Boolean> replay = () -> {
            together.await(60, TimeUnit.SECONDS);
            try {
                new Replayer(config).execute(NOT_FOUND, new Quiet());
                return false;
            } catch (ReplayException overtaken) {
                assertThat(overtaken).hasMessageContaining("another replay of the same topics was begun meanwhile");
                return true;
            }
        };
        var threads = Executors.newFixedThreadPool(count);
        try {
            int overtaken = 0;
            var replays = new ArrayList<Callable<Boolean>>();
            for (int i = 0; i < count; i++) {
                replays.add(replay);
            }
            for (var ended : threads.invokeAll(replays)) {
                overtaken += ended.get() ? 1 : 0;
            }
            return overtaken;
        } finally {
            threads.shutdownNow();
        }
    }

    private static final class Quiet implements Replayer.Listener {
        @Override
        public void begun(long most) {}

        @Override
        public void looked() {}

        @Override
        public void unreadable(String sentence) {
            throw new AssertionError(sentence);
        }
    }

    private static Ended replay(Wire wire, String... arguments) {
        var all = new ArrayList<>(List.of(
                "replay",
                "--bootstrap",
                wire.bootstrapServers(),
                "--topics-prefix",
                wire.topics().prefix()));
        all.addAll(List.of(arguments));
        var output = new StringWriter();
        var errors = new StringWriter();
        int exitCode = Main.commandLine()
                .setOut(new PrintWriter(output, true))
                .setErr(new PrintWriter(errors, true))
                .execute(all.toArray(String[]::new));
        return new Ended(exitCode, output.toString(), errors.toString());
    }
}
