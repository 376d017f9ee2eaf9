package io.maskstream.standalone.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.maskstream.standalone.it.broker.Broker;
import io.maskstream.standalone.it.broker.Wire;
import io.maskstream.standalone.it.process.WorkerProcess;
import io.maskstream.worker.cli.Main;
import io.maskstream.worker.testing.TestImages;
import io.maskstream.worker.testing.TestModels;
import java.awt.Color;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

@ExtendWith(Broker.Fixture.class)
final class SubmitCollectIT {
    private record Ended(int exitCode, String output, String errors) {}

    @Test
    void shouldBringAFolderOfImagesThereAndItsMasksBack(Broker broker, @TempDir Path folder) throws Exception {
        // Given
        Path given = folder.resolve("my images");
        Path images = Files.createDirectories(given.resolve("sub"));
        Files.write(images.resolve("cat 1.png"), TestImages.png(TestImages.stripes(90, 60, Color.RED, Color.BLUE)));
        Files.write(images.resolve("dog.jpg"), TestImages.jpeg(TestImages.stripes(40, 50, Color.GRAY)));
        Files.writeString(images.resolve("letter.jpg"), "not an image");
        Files.writeString(images.resolve("notes.txt"), "of no interest");
        Path out = folder.resolve("out");
        Path model = TestModels.colours(64, 64).writeTo(folder);
        try (var wire = new Wire(broker, "commands");
                var worker = WorkerProcess.start("one", wire, model, folder)) {
            worker.awaitReady();
            // When
            var submitted = run(wire, "submit", given.toString());
            var collected =
                    run(wire, "collect", "--out", out.toString(), "--from-beginning", "--count", "3", "--idle", "60");
            // Then
            assertThat(submitted.exitCode).as(submitted.errors).isZero();
            assertThat(submitted.output).contains("3 submitted to commands.images, 0 failed");
            assertThat(collected.exitCode).as(collected.errors).isZero();
            assertThat(collected.output).contains("2 masks and 1 failures");
        }
        var mapper = new JsonMapper();
        var lines = Files.readAllLines(out.resolve("results.jsonl")).stream()
                .map(mapper::readTree)
                .toList();
        assertThat(lines)
                .extracting(line -> line.path("imageId").asString())
                .containsExactlyInAnyOrder("cat 1", "dog", "letter");
        assertThat(lines).allSatisfy(line -> {
            assertThat(line.path("latency").path("millis").path("total").asDouble())
                    .isPositive();
            if (line.path("imageId").asString().equals("letter")) {
                assertThat(line.path("failure").path("reason").asString()).isEqualTo("NOT_AN_IMAGE");
                return;
            }
            var mask = ImageIO.read(
                    out.resolve(line.path("mask").path("file").asString()).toFile());
            assertThat(mask.getWidth())
                    .isEqualTo(line.path("mask").path("image").path("width").asInt());
            assertThat(mask.getHeight())
                    .isEqualTo(line.path("mask").path("image").path("height").asInt());
            assertThat(out.resolve(line.path("mask").path("overlay").asString()))
                    .isNotEmptyFile();
        });
    }

    @Test
    void shouldSayWhereItLookedForKafkaInVain(@TempDir Path folder) throws Exception {
        // Given
        Files.write(folder.resolve("cat.png"), TestImages.png(TestImages.stripes(9, 6, Color.RED)));
        // When
        var submitted = run("submit", folder.toString(), "--bootstrap", "127.0.0.1:1");
        // Then
        assertThat(submitted.exitCode).isEqualTo(1);
        assertThat(submitted.errors).contains("127.0.0.1:1", "is it running").doesNotContain("\tat ");
    }

    private static Ended run(Wire wire, String... arguments) {
        String[] all = new String[arguments.length + 4];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        all[arguments.length] = "--bootstrap";
        all[arguments.length + 1] = wire.bootstrapServers();
        all[arguments.length + 2] = "--topics-prefix";
        all[arguments.length + 3] = wire.topics().prefix();
        return run(all);
    }

    private static Ended run(String... arguments) {
        var output = new StringWriter();
        var errors = new StringWriter();
        int exitCode = Main.commandLine()
                .setOut(new PrintWriter(output, true))
                .setErr(new PrintWriter(errors, true))
                .execute(arguments);
        return new Ended(exitCode, output.toString(), errors.toString());
    }
}
