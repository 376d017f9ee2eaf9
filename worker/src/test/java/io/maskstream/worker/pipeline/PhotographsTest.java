package io.maskstream.worker.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.maskstream.imaging.ImageDecoder;
import io.maskstream.schemas.event.MaskEvent;
import io.maskstream.schemas.event.SourceRecord;
import io.maskstream.schemas.mask.MaskDecoder;
import io.maskstream.worker.mask.MaskConfig;
import io.maskstream.worker.mask.MaskEdges;
import io.maskstream.worker.mask.MaskEncoding;
import io.maskstream.worker.mask.MaskSize;
import io.maskstream.worker.source.ImageSources;
import io.maskstream.worker.source.policy.ReadPolicy;
import io.maskstream.worker.source.reading.SourceConfig;
import io.maskstream.worker.testing.TestModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real photographs, where there are any. */
class PhotographsTest {
    private static final int EVERY = 15;

    @Test
    void shouldGiveEachPhotographAMaskOfItsSize(@TempDir Path folder) throws Exception {
        // Given
        Path photographs = Path.of(System.getProperty("pets.dir", ""), "images");
        Assumptions.assumeTrue(Files.isDirectory(photographs), "there are no photographs in " + photographs);
        var config = new MaskConfig(MaskEncoding.PNG, MaskSize.IMAGE, MaskEdges.SMOOTH, 900_000);
        var sources = ImageSources.open(new SourceConfig(
                Set.of("file"),
                Duration.ofSeconds(10),
                10_000_000,
                ReadPolicy.publicWeb().withRoots(List.of(photographs))));
        Path model = TestModels.colours(200, 200).writeTo(folder);
        try (sources;
                var pipeline = new OpenPipeline(
                        sources,
                        new ImageDecoder(50_000_000),
                        model,
                        config,
                        null,
                        Pipelines.STAGES,
                        Clock.systemUTC())) {
            for (Path photograph : someOf(photographs)) {
                // When
                var outcome = pipeline.segment(new ImageRequest(
                                photograph.getFileName().toString(),
                                photograph.toUri().toString(),
                                Map.of(),
                                new SourceRecord("images", 0, 0),
                                1))
                        .outcome();
                // Then
                assertThat(outcome).isInstanceOf(MaskEvent.class);
                var mask = MaskDecoder.decode(((MaskEvent) outcome).mask());
                var image = ImageIO.read(photograph.toFile());
                if (image != null) { // it does not read every JPEG that there is
                    assertThat(mask.width()).as(photograph.toString()).isEqualTo(image.getWidth());
                    assertThat(mask.height()).as(photograph.toString()).isEqualTo(image.getHeight());
                }
            }
        }
    }

    private static List<Path> someOf(Path photographs) throws IOException {
        try (var files = Files.list(photographs)) {
            var sorted = files.filter(file -> file.toString().endsWith(".jpg"))
                    .sorted()
                    .toList();
            return sorted.stream()
                    .filter(file -> sorted.indexOf(file) % EVERY == 0)
                    .toList();
        }
    }
}
