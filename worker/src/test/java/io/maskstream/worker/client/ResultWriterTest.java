package io.maskstream.worker.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.maskstream.imaging.ImageDecoder;
import io.maskstream.imaging.ImageWriter;
import io.maskstream.imaging.RgbImage;
import io.maskstream.schemas.event.EncodedMask;
import io.maskstream.schemas.event.FailureEvent;
import io.maskstream.schemas.event.FailureReason;
import io.maskstream.schemas.event.ImageInfo;
import io.maskstream.schemas.event.LatencyEvent;
import io.maskstream.schemas.event.MaskEvent;
import io.maskstream.schemas.event.ModelInfo;
import io.maskstream.schemas.event.SourceRecord;
import io.maskstream.schemas.event.StageMillis;
import io.maskstream.schemas.mask.ClassMask;
import io.maskstream.schemas.mask.IndexedPng;
import io.maskstream.worker.source.ImageSources;
import io.maskstream.worker.source.policy.ReadPolicy;
import io.maskstream.worker.source.reading.ImageSource;
import io.maskstream.worker.source.reading.PublicUri;
import io.maskstream.worker.source.reading.SourceConfig;
import io.maskstream.worker.source.reading.SourceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ResultWriterTest {
    private static final int SIDE = 16;

    @TempDir
    private Path folder = Path.of("");

    private final List<String> notes = new ArrayList<>();
    private final ImageSource greys = (uri, allowance) -> {
        byte[] pixels = new byte[SIDE * SIDE * 3];
        Arrays.fill(pixels, (byte) 100);
        return ImageWriter.png(new RgbImage(SIDE, SIDE, pixels));
    };

    @Test
    void shouldWriteTheMaskAnOverlayAndALine() throws Exception {
        // Given
        var mask = mask("../cat", EncodedMask.png(4, 4, red(4)));
        // When
        write(mask, latency("../cat"));
        // Then
        String name = FileNames.of("../cat");
        assertThat(folder.resolve("masks/" + name + ".png")).hasBinaryContent(red(4));
        var overlay = new ImageDecoder(1_000).decode(Files.readAllBytes(folder.resolve("overlays/" + name + ".jpg")));
        assertThat(overlay.width()).isEqualTo(SIDE);
        assertThat(overlay.pixels()[0] & 0xff).isBetween(165, 190);
        assertThat(overlay.pixels()[1] & 0xff).isBetween(40, 60);
        assertThat(lines())
                .singleElement()
                .asString()
                .contains("\"file\":\"masks/" + name, "\"overlay\":\"overlays/", "\"latency\":{")
                .doesNotContain("\"data\"");
        assertThat(notes).isEmpty();
    }

    @Test
    void shouldWriteAFailureOnceItsLatencyIsThereOrNeverComes() throws Exception {
        // Given
        var failure = new FailureEvent(
                "a", null, FailureReason.NOT_FOUND, "gone", 1, new SourceRecord("t", 0, 0), Instant.EPOCH, Map.of());
        // When
        try (var writer = new ResultWriter(folder, greys, new ImageDecoder(1_000), notes::add)) {
            writer.latency(latency("a"));
            writer.outcome(failure);
            writer.outcome(failure);
        }
        // Then
        assertThat(lines()).hasSize(2);
        assertThat(lines().get(0)).contains("NOT_FOUND", "\"latency\"");
        assertThat(lines().get(1)).contains("NOT_FOUND").doesNotContain("\"latency\"");
    }

    @Test
    void shouldTellOfAMaskThatIsDamagedAndGoOn() throws Exception {
        // When
        write(mask("bad", EncodedMask.png(4, 4, new byte[] {1, 2, 3})), latency("bad"));
        // Then
        assertThat(notes).singleElement().asString().contains("the mask of bad cannot be read");
        assertThat(lines()).singleElement().asString().contains("\"imageId\":\"bad\"");
    }

    @Test
    void shouldFetchAMaskThatLiesElsewhere() throws Exception {
        // Given
        ImageSource stored = (uri, allowance) -> uri.equals("s3://masks/cat.png") ? red(4) : greys.fetch(uri);
        var mask = mask("cat", EncodedMask.at(4, 4, "s3://masks/cat.png"));
        var odd = mask("odd", EncodedMask.at(5, 5, "s3://masks/cat.png"));
        // When
        try (var writer = new ResultWriter(folder, stored, new ImageDecoder(1_000), notes::add)) {
            writer.outcome(mask);
            writer.outcome(odd);
        }
        // Then
        assertThat(folder.resolve("masks/cat.png")).hasBinaryContent(red(4));
        assertThat(folder.resolve("overlays/cat.jpg")).isNotEmptyFile();
        assertThat(folder.resolve("masks/odd.png")).doesNotExist();
        assertThat(notes).singleElement().asString().contains("the mask of odd cannot be read", "5 x 5", "4 x 4");
    }

    @Test
    void shouldTellOfAMaskThatCannotBeFetchedAndGoOn() throws Exception {
        // Given
        ImageSource closed = (uri, allowance) -> {
            throw new SourceException(FailureReason.FORBIDDEN, "\"" + uri + "\" is in a bucket that nobody named.");
        };
        // When
        try (var writer = new ResultWriter(folder, closed, new ImageDecoder(1_000), notes::add)) {
            writer.outcome(mask("cat", EncodedMask.at(4, 4, "s3://masks/cat.png")));
        }
        // Then
        assertThat(notes)
                .containsExactly(
                        "the mask of cat cannot be read: \"s3://masks/cat.png\" is in a bucket that nobody named.");
        assertThat(lines())
                .singleElement()
                .asString()
                .contains("\"imageId\":\"cat\"")
                .doesNotContain("\"file\"");
    }

    @Test
    void shouldScaleTheOverlayOfAnImageThatIsWiderThanAnyJpeg() throws Exception {
        // Given
        int width = ImageWriter.LONGEST_JPEG_SIDE + 4_500;
        ImageSource wide = (uri, allowance) -> ImageWriter.png(new RgbImage(width, 4, new byte[width * 4 * 3]));
        byte[] png = IndexedPng.encode(new ClassMask(width, 4, new byte[width * 4]), List.of(0xff0000));
        // When
        try (var writer = new ResultWriter(folder, wide, new ImageDecoder(1_000_000), notes::add)) {
            writer.outcome(mask("wide", EncodedMask.png(width, 4, png)));
        }
        // Then
        var overlay = new ImageDecoder(1_000_000).header(Files.readAllBytes(folder.resolve("overlays/wide.jpg")));
        assertThat(overlay.width()).isEqualTo(ImageWriter.LONGEST_JPEG_SIDE);
        assertThat(folder.resolve("masks/wide.png")).hasBinaryContent(png);
        assertThat(notes).isEmpty();
    }

    @Test
    void shouldTellThatTheEventNoLongerHasTheDataOfItsImage() throws Exception {
        // Given
        String uri = PublicUri.of("data:image/png;base64,"
                + Base64.getEncoder().encodeToString(ImageWriter.png(new RgbImage(9, 9, new byte[9 * 9 * 3]))));
        // When
        try (var sources = ImageSources.open(new SourceConfig(
                        SourceConfig.SCHEMES, Duration.ofSeconds(5), 1_000_000, ReadPolicy.publicWeb()));
                var writer = new ResultWriter(folder, sources, new ImageDecoder(1_000), notes::add)) {
            writer.outcome(mask("cat", uri, EncodedMask.png(4, 4, red(4))));
        }
        // Then
        assertThat(notes)
                .containsExactly("no overlay for cat: \"" + uri
                        + "\" no longer has the image's data: events carry only the beginning of such a URI.");
        assertThat(folder.resolve("masks/cat.png")).hasBinaryContent(red(4));
    }

    private void write(MaskEvent mask, LatencyEvent latency) throws Exception {
        try (var writer = new ResultWriter(folder, greys, new ImageDecoder(1_000), notes::add)) {
            writer.outcome(mask);
            writer.latency(latency);
        }
    }

    private List<String> lines() throws Exception {
        return Files.readAllLines(folder.resolve("results.jsonl"));
    }

    private static byte[] red(int side) {
        return IndexedPng.encode(new ClassMask(side, side, new byte[side * side]), List.of(0xff0000, 0x00ff00));
    }

    private static MaskEvent mask(String id, EncodedMask mask) {
        return mask(id, "file:///x.png", mask);
    }

    private static MaskEvent mask(String id, String uri, EncodedMask mask) {
        return new MaskEvent(
                id,
                uri,
                new ImageInfo(SIDE, SIDE, "png", "0".repeat(64)),
                mask,
                List.of(),
                new ModelInfo("lesson", "1", "0".repeat(64)),
                Instant.EPOCH,
                Map.of());
    }

    private static LatencyEvent latency(String id) {
        return new LatencyEvent(
                id, "worker", "cpu", "lesson:1", 1, 0, Instant.EPOCH, 1, new StageMillis(0, 0, 0, 0, 0, 1, 0, 0, 1));
    }
}
