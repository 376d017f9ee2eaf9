package io.maskstream.standalone.it.hostile;

import static io.maskstream.schemas.event.FailureReason.FORBIDDEN;
import static io.maskstream.schemas.event.FailureReason.INVALID_EVENT;
import static io.maskstream.schemas.event.FailureReason.NOT_FOUND;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.maskstream.schemas.event.FailureEvent;
import io.maskstream.standalone.it.broker.Answers;
import io.maskstream.standalone.it.broker.Broker;
import io.maskstream.standalone.it.broker.Wire;
import io.maskstream.standalone.it.process.WorkerProcess;
import io.maskstream.worker.testing.TestImages;
import io.maskstream.worker.testing.TestModels;
import java.awt.Color;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Events that Kafka takes, because it counts what is compressed or because of what they leave out, and whose outcomes it might not take. */
@ExtendWith(Broker.Fixture.class)
final class LargeEventsIT {
    @ParameterizedTest
    @ValueSource(strings = {"exactly_once_v2", "at_least_once"})
    void shouldAnswerEachWithOneFailureAndGoOn(String guarantee, Broker broker, @TempDir Path folder) throws Exception {
        var good = Files.write(
                folder.resolve("good.jpg"), TestImages.jpeg(TestImages.stripes(200, 150, Color.RED, Color.BLUE)));
        Path model = TestModels.colours(64, 64).writeTo(folder);
        try (var wire = new Wire(broker, "large-events-" + guarantee.replace('_', '-'));
                var worker = WorkerProcess.start("one", wire, model, folder, "--processing.guarantee=" + guarantee);
                var sender = compressing(broker)) {
            worker.awaitReady();
            // Given
            var nobody = folder.resolve("nobody.jpg").toUri();
            send(sender, wire, "long-scheme", "a".repeat(300_000) + ":x");
            send(sender, wire, "much-beside", event(good.toUri(), 12_000_000));
            send(sender, wire, "much-beside-nothing", event(nobody, 1_300_000));
            send(sender, wire, "k".repeat(3_000_000), good.toUri().toString());
            sender.send(manyHeaders(wire, nobody)).get(30, TimeUnit.SECONDS);
            // When
            wire.send("good", good);
            wire.flush();
            try (var answers = wire.answers()) {
                answers.awaitOutcomes(6);
                worker.assertAlive();
                worker.close();
                answers.drain();
                // Then
                assertThat(answers.masks())
                        .extracting(mask -> mask.event().imageId())
                        .containsExactly("good");
                var failures = answers.failures().stream()
                        .map(Answers.Answer::event)
                        .collect(Collectors.toMap(
                                failure -> failure.imageId().replaceAll("^.*-\\d+-\\d+$", "place"),
                                FailureEvent::reason));
                assertThat(failures)
                        .containsOnly(
                                entry("long-scheme", FORBIDDEN),
                                entry("much-beside", INVALID_EVENT),
                                entry("much-beside-nothing", INVALID_EVENT),
                                entry("place", INVALID_EVENT),
                                entry("many-headers", NOT_FOUND));
            }
        }
    }

    private static KafkaProducer<byte[], byte[]> compressing(Broker broker) {
        return new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        broker.bootstrapServers(),
                        "compression.type",
                        "gzip",
                        "max.request.size",
                        20_000_000),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    private static void send(KafkaProducer<byte[], byte[]> sender, Wire wire, String key, String value)
            throws Exception {
        sender.send(new ProducerRecord<>(wire.topics().images(), key.getBytes(UTF_8), value.getBytes(UTF_8)))
                .get(30, TimeUnit.SECONDS);
    }

    private static String event(URI uri, int beside) {
        return "{\"uri\":\"%s\",\"attributes\":{\"note\":\"%s\"}}".formatted(uri, "a".repeat(beside));
    }

    private static ProducerRecord<byte[], byte[]> manyHeaders(Wire wire, URI uri) {
        var record = new ProducerRecord<>(
                wire.topics().images(),
                "many-headers".getBytes(UTF_8),
                uri.toString().getBytes(UTF_8));
        for (int i = 0; i < 250_000; i++) {
            record.headers().add("", new byte[0]);
        }
        return record;
    }
}
