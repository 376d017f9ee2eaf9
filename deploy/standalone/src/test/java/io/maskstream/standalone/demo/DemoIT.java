package io.maskstream.standalone.demo;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.maskstream.standalone.scenes.TestScenes;
import io.maskstream.worker.cli.common.CommandFailure;
import io.maskstream.worker.topology.runtime.settings.ProcessingGuarantee;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole demo: a real broker, a worker process, a tiny model, three good images and a bad one. */
final class DemoIT {
    @Test
    void shouldGiveEachImageAMaskOrAFailure(@TempDir Path folder) throws IOException, CommandFailure {
        // Given
        Path images = folder.resolve("images");
        List<Path> scenes = TestScenes.write(images, 3);
        Files.writeString(images.resolve("notes.jpg"), "not an image");
        Path model = model(folder);
        Path out = folder.resolve("out");
        StringWriter said = new StringWriter();
        // When
        int exitCode = new Demo(
                        new DemoSettings(images, List.of(), 0, out, 1, model, ProcessingGuarantee.EXACTLY_ONCE, true),
                        new Console(new PrintWriter(said)))
                .run();
        // Then
        assertThat(exitCode).as(said.toString()).isZero();
        for (Path scene : scenes) {
            String name = scene.getFileName().toString().replace(".jpg", "");
            BufferedImage image = ImageIO.read(scene.toFile());
            BufferedImage mask =
                    ImageIO.read(out.resolve("masks").resolve(name + ".png").toFile());
            assertThat(mask.getWidth()).isEqualTo(image.getWidth());
            assertThat(mask.getHeight()).isEqualTo(image.getHeight());
            assertThat(out.resolve("overlays").resolve(name + ".jpg")).exists();
            assertThat(out.resolve("images").resolve(name + ".jpg")).exists();
        }
        assertThat(Files.readAllLines(out.resolve("results.jsonl"))).hasSize(4);
        JsonNode summary = new JsonMapper().readTree(Files.readString(out.resolve("summary.json")));
        assertThat(summary.at("/images").asInt()).isEqualTo(4);
        assertThat(summary.at("/masks").asInt()).isEqualTo(3);
        assertThat(summary.at("/failures/NOT_AN_IMAGE").asInt()).isEqualTo(1);
        assertThat(summary.at("/stages/inference/p50").asDouble()).isPositive();
        assertThat(Files.readString(out.resolve("index.html"))).contains("4 images, <em>3 masks</em>", "NOT_AN_IMAGE");
    }

    /** A model of one kilobyte that tells red from grey from blue; the worker's {@code TestModels.colours(200, 200)} wrote it. */
    private static Path model(Path folder) throws IOException {
        Path file = folder.resolve("colours.onnx");
        try (InputStream stream = requireNonNull(DemoIT.class.getResourceAsStream("colours.onnx"))) {
            Files.copy(stream, file);
        }
        return file;
    }
}
