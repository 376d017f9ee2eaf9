package io.maskstream.standalone.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.maskstream.schemas.event.EncodedMask;
import io.maskstream.schemas.event.FailureEvent;
import io.maskstream.schemas.event.FailureReason;
import io.maskstream.schemas.event.ImageEvent;
import io.maskstream.schemas.event.MaskEvent;
import io.maskstream.schemas.mask.MaskDecoder;
import io.maskstream.standalone.it.broker.Answers;
import io.maskstream.standalone.it.broker.Broker;
import io.maskstream.standalone.it.broker.Wire;
import io.maskstream.standalone.it.process.WorkerProcess;
import io.maskstream.standalone.it.source.S3Server;
import io.maskstream.worker.cli.Main;
import io.maskstream.worker.testing.TestImages;
import io.maskstream.worker.testing.TestModels;
import java.awt.Color;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Images from buckets, and masks that lie beside their events, with S3Proxy and a folder. */
@ExtendWith(Broker.Fixture.class)
@TestInstance(Lifecycle.PER_CLASS)
final class S3IT {
    private static final byte[] CAT =
            TestImages.png(TestImages.stripes(120, 80, Color.RED, new Color(128, 128, 128), Color.BLUE));
    private static final byte[] DOG = TestImages.jpeg(TestImages.stripes(90, 60, Color.BLUE, Color.RED));

    private S3Server s3;
    private Path model;

    @BeforeAll
    void fill(@TempDir Path folder) throws Exception {
        s3 = new S3Server("photos", "masks", "payroll");
        s3.put("photos", "pets/my cat + 1.png", CAT);
        s3.put("photos", "dog.jpg", DOG);
        s3.put("payroll", "secret.png", CAT);
        model = TestModels.colours(64, 64).writeTo(folder);
    }

    @AfterAll
    void stop() throws Exception {
        s3.close();
    }

    private WorkerProcess worker(Wire wire, Path folder, String... more) {
        var flags = Stream.concat(
                Stream.concat(s3.flags().stream(), Stream.of("--source.buckets=photos")), Stream.of(more));
        return WorkerProcess.start("one", wire, model, folder, flags.toArray(String[]::new));
    }

    private static void send(Wire wire, String key, String uri) {
        wire.send(key, ImageEvent.of(uri));
    }

    private static void sendCatAndDog(Wire wire) throws Exception {
        send(wire, "cat", "s3://photos/pets/my%20cat%20+%201.png");
        send(wire, "dog", "s3://photos/dog.jpg");
        wire.flush();
    }

    private static byte[] inlined(MaskEvent event) {
        assertThat(event.mask().encoding()).isEqualTo(EncodedMask.PNG);
        return Base64.getDecoder().decode(String.valueOf(event.mask().data()));
    }

    private static String place(MaskEvent event) {
        assertThat(event.mask().encoding()).isEqualTo(EncodedMask.URI);
        return String.valueOf(event.mask().uri());
    }

    private static FailureEvent failure(Answers answers, String imageId) {
        return answers.failures().stream()
                .map(Answers.Answer::event)
                .filter(event -> event.imageId().equals(imageId))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no failure for " + imageId));
    }

    @Test
    void shouldKeepTheMasksThatWouldHaveBeenInTheirEvents(Broker broker, @TempDir Path folder) throws Exception {
        byte[] cat;
        byte[] dog;
        // Given: masks in their events
        try (var wire = new Wire(broker, "s3-inline");
                var worker = worker(wire, folder)) {
            worker.awaitReady();
            sendCatAndDog(wire);
            send(wire, "secret", "s3://payroll/secret.png");
            send(wire, "none", "s3://photos/none.png");
            wire.flush();
            try (var answers = wire.answers()) {
                answers.awaitOutcomes(4);
                cat = inlined(answers.mask("cat"));
                dog = inlined(answers.mask("dog"));
                assertThat(answers.mask("cat").mask().width()).isEqualTo(120);
                assertThat(failure(answers, "secret").reason()).isEqualTo(FailureReason.FORBIDDEN);
                assertThat(failure(answers, "secret").detail()).contains("source.buckets allows photos");
                assertThat(failure(answers, "none").reason()).isEqualTo(FailureReason.NOT_FOUND);
            }
        }
        // When: in a bucket, twice
        try (var wire = new Wire(broker, "s3-bucket");
                var worker =
                        worker(wire, folder.resolve("b"), "--mask.store=s3://masks/pets", "--mask.inline-limit=0")) {
            worker.awaitReady();
            sendCatAndDog(wire);
            send(wire, "cat again", "s3://photos/pets/my%20cat%20+%201.png");
            wire.flush();
            try (var answers = wire.answers()) {
                answers.awaitOutcomes(3);
                // Then
                assertThat(answers.failures()).isEmpty();
                assertThat(place(answers.mask("cat"))).startsWith("s3://masks/pets/");
                assertThat(place(answers.mask("cat again"))).isEqualTo(place(answers.mask("cat")));
                assertThat(s3.keys("masks"))
                        .filteredOn(key -> key.startsWith("pets/"))
                        .hasSize(2);
                assertThat(s3.get("masks", place(answers.mask("cat")).substring("s3://masks/".length())))
                        .isEqualTo(cat);
                assertThat(s3.get("masks", place(answers.mask("dog")).substring("s3://masks/".length())))
                        .isEqualTo(dog);
                assertThat(answers.mask("cat").classes()).hasSize(3);
            }
            assertThat(collected(wire, folder.resolve("out"), "--source.buckets=photos,masks"))
                    .contains("3 masks and 0 failures");
            assertThat(folder.resolve("out/masks/cat.png")).hasBinaryContent(cat);
            assertThat(folder.resolve("out/overlays/dog.jpg")).isNotEmptyFile();
            assertThat(collected(wire, folder.resolve("closed")))
                    .contains("the mask of cat cannot be read", "source.buckets allows none");
        }
        // When: in a folder
        Path kept = folder.resolve("all masks");
        try (var wire = new Wire(broker, "s3-folder");
                var worker =
                        worker(wire, folder.resolve("c"), "--mask.store=" + kept.toUri(), "--mask.inline-limit=0")) {
            worker.awaitReady();
            sendCatAndDog(wire);
            try (var answers = wire.answers()) {
                answers.awaitOutcomes(2);
                // Then
                byte[] stored = Files.readAllBytes(Path.of(URI.create(place(answers.mask("cat")))));
                assertThat(stored).isEqualTo(cat);
                assertThat(MaskDecoder.decode(answers.mask("cat").mask(), stored)
                                .width())
                        .isEqualTo(120);
                assertThat(Path.of(URI.create(place(answers.mask("dog")))))
                        .startsWith(kept)
                        .hasBinaryContent(dog);
            }
        }
    }

    @Test
    void shouldOutliveAStoreThatIsAway(Broker broker, @TempDir Path folder) throws Exception {
        // Given
        Path dog = Files.write(folder.resolve("dog.jpg"), DOG);
        try (var wire = new Wire(broker, "s3-away");
                var worker = worker(
                        wire,
                        folder,
                        "--mask.store=s3://masks/away",
                        "--mask.inline-limit=0",
                        "--retry.attempts=2",
                        "--retry.delay=1ms")) {
            worker.awaitReady();
            var outage = s3.down();
            try (var answers = wire.answers()) {
                // When
                wire.send("lost", dog);
                wire.flush();
                answers.awaitOutcomes(1);
                // Then
                assertThat(failure(answers, "lost").reason()).isEqualTo(FailureReason.UNAVAILABLE);
                assertThat(failure(answers, "lost").detail()).contains("the mask store s3://masks/away");
                assertThat(failure(answers, "lost").attempts()).isEqualTo(2);
                // When
                outage.end();
                wire.send("kept", dog);
                wire.flush();
                answers.awaitOutcomes(2);
                // Then
                assertThat(place(answers.mask("kept"))).startsWith("s3://masks/away/");
                worker.assertAlive();
            }
        }
    }

    @Test
    void shouldNotStartOnAFolderThatCannotBeWritten(Broker broker, @TempDir Path folder) throws Exception {
        // Given
        Path taken = Files.writeString(folder.resolve("taken"), "no folder");
        try (var wire = new Wire(broker, "s3-taken");
                var worker = worker(wire, folder, "--mask.store=" + taken.toUri())) {
            // When
            String ended = worker.awaitEnd();
            // Then
            assertThat(ended).contains("the mask store file://", "/taken cannot be written", "set mask.store");
        }
    }

    /** What the command said, on both its outputs. */
    private String collected(Wire wire, Path out, String... more) {
        var arguments = new ArrayList<>(List.of(
                "collect",
                "--out=" + out,
                "--from-beginning",
                "--count=3",
                "--idle=60",
                "--bootstrap=" + wire.bootstrapServers(),
                "--topics-prefix=" + wire.topics().prefix()));
        arguments.addAll(s3.flags());
        arguments.addAll(List.of(more));
        var said = new StringWriter();
        Main.commandLine()
                .setOut(new PrintWriter(said, true))
                .setErr(new PrintWriter(said, true))
                .execute(arguments.toArray(String[]::new));
        return said.toString();
    }
}
