package io.maskstream.standalone.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.maskstream.schemas.event.ClassArea;
import io.maskstream.schemas.event.FailureReason;
import io.maskstream.schemas.mask.MaskDecoder;
import io.maskstream.standalone.it.broker.Answers;
import io.maskstream.standalone.it.broker.Broker;
import io.maskstream.standalone.it.broker.Wire;
import io.maskstream.standalone.it.process.WorkerProcess;
import io.maskstream.worker.testing.TestImages;
import io.maskstream.worker.testing.TestModels;
import java.awt.Color;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(Broker.Fixture.class)
@TestInstance(Lifecycle.PER_CLASS)
final class SegmentationIT {
    private static final Color GREY = new Color(128, 128, 128);
    private static final Path ROOT = Path.of(System.getProperty("project.root"));

    private Path folder = Path.of("");
    private Wire wire;
    private WorkerProcess worker;
    private URI endpoint;
    private Answers answers;

    @BeforeAll
    void startAWorker(Broker broker, @TempDir Path given) {
        folder = given;
        wire = new Wire(broker, "segmentation");
        worker = WorkerProcess.start("one", wire, TestModels.colours(64, 64).writeTo(folder), folder);
        endpoint = worker.awaitReady();
    }

    @AfterAll
    void stop() {
        worker.close();
        wire.close();
    }

    @BeforeEach
    void listen() {
        answers = wire.answers();
        answers.drain();
    }

    @AfterEach
    void hangUp() {
        answers.close();
    }

    @Test
    void shouldAnswerAnImageWithItsMask() throws Exception {
        // Given
        byte[] png = TestImages.png(TestImages.stripes(120, 80, Color.RED, GREY, Color.BLUE));
        Path file = Files.write(folder.resolve("a cat.png"), png);
        String event = "{\"uri\":\"%s\",\"attributes\":{\"camera\":\"7\"},\"later\":1}".formatted(file.toUri());
        // When
        wire.send("cat-1", event.getBytes(UTF_8), Map.of("traceparent", "00-1-2-01", "other", "x"));
        wire.flush();
        answers.awaitOutcomes(answers.masks().size() + answers.failures().size() + 1);
        // Then
        var answer = answers.masks().get(answers.masks().size() - 1);
        assertThat(answer.key()).isEqualTo("cat-1");
        assertThat(answer.headers()).containsEntry("traceparent", "00-1-2-01").doesNotContainKey("other");
        var mask = answer.event();
        assertThat(mask.imageId()).isEqualTo("cat-1");
        assertThat(mask.uri()).isEqualTo(file.toUri().toString());
        assertThat(mask.attributes()).isEqualTo(Map.of("camera", "7"));
        assertThat(mask.image()).satisfies(image -> {
            assertThat(image.width()).isEqualTo(120);
            assertThat(image.height()).isEqualTo(80);
            assertThat(image.format()).isEqualTo("png");
        });
        var pixels = MaskDecoder.decode(mask.mask());
        assertThat(List.of(pixels.width(), pixels.height())).containsExactly(120, 80);
        assertThat(List.of(pixels.ids()[40 * 120 + 20], pixels.ids()[40 * 120 + 60], pixels.ids()[40 * 120 + 100]))
                .containsExactly((byte) 0, (byte) 1, (byte) 2);
        assertThat(mask.classes()).extracting(ClassArea::name).containsExactly("pet", "background", "outline");
        assertThat(mask.classes())
                .allSatisfy(area -> assertThat(area.fraction()).isCloseTo(1 / 3.0, within(0.05)));
    }

    @Test
    void shouldSayWhereTheTimeOfAnImageWent() throws Exception {
        // Given
        Path file = Files.write(
                folder.resolve("timed.jpg"), TestImages.jpeg(TestImages.stripes(64, 64, Color.RED, Color.BLUE)));
        // When
        wire.send("timed", file);
        wire.flush();
        answers.awaitOutcomes(answers.masks().size() + answers.failures().size() + 1);
        // Then
        var latency = answers.latencies().stream()
                .filter(answer -> answer.key().equals("timed"))
                .toList();
        assertThat(latency).hasSize(1);
        var event = latency.get(0).event();
        assertThat(event.imageId()).isEqualTo("timed");
        assertThat(event.worker()).isEqualTo("one");
        assertThat(event.device()).isEqualTo("cpu");
        assertThat(event.model()).isEqualTo("colours:7");
        assertThat(event.batchSize()).isEqualTo(1);
        var millis = event.millis();
        assertThat(List.of(millis.fetch(), millis.decode(), millis.inference(), millis.encode()))
                .allSatisfy(stage -> assertThat(stage).isPositive());
        assertThat(millis.topicWait()
                        + millis.queue()
                        + millis.fetch()
                        + millis.decode()
                        + millis.batchWait()
                        + millis.inference()
                        + millis.encode()
                        + millis.emit())
                .isCloseTo(millis.total(), within(0.1));
    }

    @Test
    void shouldAnswerAMissingImageWithAFailure() throws Exception {
        // Given
        URI missing = folder.resolve("gone.jpg").toUri();
        // When
        String event = "{\"uri\":\"%s\",\"attributes\":{\"camera\":\"7\"}}".formatted(missing);
        wire.send("gone", event.getBytes(UTF_8), Map.of("other", "x"));
        wire.flush();
        int before = answers.failures().size();
        answers.awaitOutcomes(answers.masks().size() + before + 1);
        // Then
        var answer = answers.failures().get(before);
        var failure = answer.event();
        assertThat(answer.key()).isEqualTo("gone");
        assertThat(failure.reason()).isEqualTo(FailureReason.NOT_FOUND);
        assertThat(failure.uri()).isEqualTo(missing.toString());
        assertThat(failure.attributes()).isEqualTo(Map.of("camera", "7"));
        assertThat(failure.source().topic()).isEqualTo(wire.topics().images());
        assertThat(answer.headers())
                .containsEntry("other", "x")
                .containsEntry("__streams.errors.topic", wire.topics().images())
                .containsEntry(
                        "__streams.errors.offset",
                        Long.toString(failure.source().offset()));
    }

    @Test
    void shouldMakeMasksOfImagesAsAPersonSeesThem() throws Exception {
        // Given: stored lying, shown upright
        Path file = Files.write(
                folder.resolve("turned.jpg"),
                TestImages.jpegTurnedClockwise(TestImages.stripes(90, 60, Color.RED, Color.BLUE)));
        // When
        wire.send("turned", file);
        wire.flush();
        answers.awaitOutcomes(answers.masks().size() + answers.failures().size() + 1);
        // Then
        var mask = MaskDecoder.decode(answers.mask("turned").mask());
        assertThat(List.of(mask.width(), mask.height())).containsExactly(60, 90);
        assertThat(List.of(mask.ids()[5 * 60 + 30], mask.ids()[85 * 60 + 30])).containsExactly((byte) 0, (byte) 2);
    }

    @Test
    void shouldNameAnImageThatNobodyNamedAfterItsRecord() throws Exception {
        // Given: no JSON, no key, no file
        String uri = "data:image/png;base64,"
                + Base64.getEncoder().encodeToString(TestImages.png(TestImages.stripes(8, 8, Color.BLUE)));
        // When
        wire.send(null, uri.getBytes(UTF_8), Map.of());
        wire.flush();
        int before = answers.masks().size();
        answers.awaitOutcomes(before + answers.failures().size() + 1);
        // Then
        var mask = answers.masks().get(before).event();
        assertThat(mask.imageId()).matches("segmentation\\.images-\\d-\\d+");
        assertThat(mask.uri()).hasSizeLessThan(uri.length() + 1).startsWith("data:");
        assertThat(mask.classes().get(2).pixels()).isEqualTo(64);
    }

    @Test
    void shouldTellHowItIsOverHttp() throws Exception {
        // Given
        var http = HttpClient.newHttpClient();
        // When, Then
        for (String question : List.of("live", "ready", "startup")) {
            var request = HttpRequest.newBuilder(endpoint.resolve(question)).build();
            assertThat(http.send(request, BodyHandlers.ofString()).statusCode())
                    .as(question)
                    .isEqualTo(200);
        }
        var metrics = HttpRequest.newBuilder(endpoint.resolve("metrics")).build();
        assertThat(http.send(metrics, BodyHandlers.ofString()).body()).contains("maskstream_ready 1");
    }

    @Test
    void shouldSegmentPhotographsWithTheModelThatComesAlong(Broker broker, @TempDir Path logs) throws Exception {
        // Given
        Path model = ROOT.resolve("deploy/models/lesson.onnx");
        Path pets = Path.of(System.getProperty("pets.dir", "")).resolve("images");
        assumeTrue(Files.isRegularFile(model), "there is no model " + model);
        assumeTrue(Files.isDirectory(pets), "there are no photographs in " + pets);
        List<Path> photographs;
        try (var all = Files.list(pets)) {
            photographs = all.filter(file -> file.toString().endsWith(".jpg"))
                    .sorted()
                    .limit(6)
                    .toList();
        }
        try (var lesson = new Wire(broker, "photographs");
                var running = WorkerProcess.start("lesson", lesson, model, logs, "--source.roots=" + pets)) {
            running.awaitReady();
            // When
            photographs.forEach(
                    photograph -> lesson.send(photograph.getFileName().toString(), photograph));
            lesson.flush();
            // Then
            try (var results = lesson.answers()) {
                results.awaitOutcomes(photographs.size());
                for (Path photograph : photographs) {
                    var image = ImageIO.read(photograph.toFile());
                    var mask = MaskDecoder.decode(
                            results.mask(photograph.getFileName().toString()).mask());
                    assertThat(List.of(mask.width(), mask.height()))
                            .as("%s", photograph)
                            .containsExactly(image.getWidth(), image.getHeight());
                }
            }
        }
    }
}
