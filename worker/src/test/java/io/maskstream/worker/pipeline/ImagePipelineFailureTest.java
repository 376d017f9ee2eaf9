package io.maskstream.worker.pipeline;

import static io.maskstream.worker.pipeline.Pipelines.NOW;
import static io.maskstream.worker.pipeline.Pipelines.PNG;
import static io.maskstream.worker.pipeline.Pipelines.RECORD;
import static io.maskstream.worker.pipeline.Pipelines.config;
import static io.maskstream.worker.pipeline.Pipelines.request;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.maskstream.schemas.event.FailureEvent;
import io.maskstream.schemas.event.FailureReason;
import io.maskstream.schemas.event.MaskEvent;
import io.maskstream.worker.mask.MaskConfig;
import io.maskstream.worker.mask.MaskEdges;
import io.maskstream.worker.mask.MaskEncoding;
import io.maskstream.worker.mask.MaskSize;
import io.maskstream.worker.testing.TestImages;
import io.maskstream.worker.testing.TestModels;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImagePipelineFailureTest {
    private static final Color GREY = new Color(90, 90, 90);
    private static final BufferedImage STRIPES = TestImages.stripes(60, 30, Color.RED, GREY, Color.BLUE);

    private final Path folder;
    private final Images images = new Images().holding("file:///stripes.png", TestImages.png(STRIPES));

    ImagePipelineFailureTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private OpenPipeline pipeline(TestModels model, MaskConfig config) throws Exception {
        return Pipelines.open(images, model, config, folder);
    }

    private FailureEvent failure(TestModels model, MaskConfig config, String uri) throws Exception {
        try (var pipeline = pipeline(model, config)) {
            return (FailureEvent) pipeline.segment(request(uri)).outcome();
        }
    }

    private FailureEvent failure(String uri) throws Exception {
        return failure(TestModels.colours(6, 3), PNG, uri);
    }

    @Test
    void shouldTurnBadInputIntoOneFailureEach() throws Exception {
        // Given
        byte[] jpeg = TestImages.jpeg(TestImages.stripes(96, 48, Color.RED, GREY));
        images.holding("file:///notes.jpg", "Feed the cat at eight.".getBytes(UTF_8))
                .holding("file:///half.jpg", Arrays.copyOf(jpeg, jpeg.length / 2))
                .holding("file:///empty.jpg", new byte[0])
                .holding("file:///huge.png", TestImages.png(TestImages.stripes(2_000, 1_000, Color.RED)));
        // When / Then
        assertThat(failure("file:///none.jpg").reason()).isEqualTo(FailureReason.NOT_FOUND);
        assertThat(failure("file:///notes.jpg").reason()).isEqualTo(FailureReason.NOT_AN_IMAGE);
        assertThat(failure("file:///half.jpg").reason()).isEqualTo(FailureReason.CORRUPT_IMAGE);
        assertThat(failure("file:///empty.jpg").reason()).isEqualTo(FailureReason.NOT_AN_IMAGE);
        assertThat(failure("file:///huge.png").reason()).isEqualTo(FailureReason.TOO_LARGE);
        assertThat(failure("file:///empty.jpg").detail()).contains("empty");
    }

    @Test
    void shouldSayWhatFailedAndWhere() throws Exception {
        // Given
        try (var pipeline = pipeline(TestModels.colours(6, 3), PNG)) {
            // When
            var result = pipeline.segment(
                    new ImageRequest("cat-1", "http://user:secret@host/cat.jpg", Map.of("album", "spring"), RECORD, 1));
            // Then
            var event = (FailureEvent) result.outcome();
            assertThat(event.imageId()).isEqualTo("cat-1");
            assertThat(event.uri()).isEqualTo("http://host/cat.jpg");
            assertThat(event.source()).isEqualTo(RECORD);
            assertThat(event.failedAt()).isEqualTo(NOW);
            assertThat(event.attempts()).isEqualTo(1);
            assertThat(event.attributes()).containsExactly(Map.entry("album", "spring"));
            assertThat(result.batch().images()).isZero();
            assertThat(result.times().fetch()).isPositive();
            assertThat(List.of(
                            result.times().decode(),
                            result.times().batchWait(),
                            result.times().inference(),
                            result.times().encode()))
                    .containsOnly(Duration.ZERO);
        }
    }

    @Test
    void shouldRefuseAMaskThatIsTooLargeForItsEvent() throws Exception {
        // Given
        var model = TestModels.colours(6, 3);
        var small = new MaskConfig(MaskEncoding.PNG, MaskSize.IMAGE, MaskEdges.SMOOTH, 50);
        var smallRuns = new MaskConfig(MaskEncoding.COCO_RLE, MaskSize.IMAGE, MaskEdges.SMOOTH, 20);
        // When
        var png = failure(model, small, "file:///stripes.png");
        var runs = failure(model, smallRuns, "file:///stripes.png");
        // Then: the runs are [[0,600,1200],[600,600,600],[1200,600]]
        assertThat(png.reason()).isEqualTo(FailureReason.MASK_TOO_LARGE);
        assertThat(png.detail()).contains("mask.inline-limit allows 50", "set mask.store", "mask.size=model");
        assertThat(runs.reason()).isEqualTo(FailureReason.MASK_TOO_LARGE);
        assertThat(runs.detail()).contains("takes 39 bytes as COCO run lengths", "mask.encoding=png");
    }

    @Test
    void shouldSayWhenTheModelFails() throws Exception {
        // Given
        var brittle = TestModels.colours(6, 3).failingOnBrightPixels();
        var confused = TestModels.colours(6, 3).withUnknownIds();
        var nearest = config(MaskEncoding.PNG, MaskSize.IMAGE, MaskEdges.NEAREST);
        // When
        var broken = failure(brittle, PNG, "file:///stripes.png");
        var unknown = failure(confused, nearest, "file:///stripes.png");
        // Then
        assertThat(broken.reason()).isEqualTo(FailureReason.INFERENCE_FAILED);
        assertThat(unknown.reason()).isEqualTo(FailureReason.INFERENCE_FAILED);
        assertThat(unknown.detail()).contains("the class id 100", "only the ids 0 to 2");
    }

    @Test
    void shouldNeverThrowWhateverTheBytes() throws Exception {
        // Given
        var random = new Random(1337);
        byte[][] originals = {TestImages.png(STRIPES), TestImages.jpeg(STRIPES), TestImages.jpegTurnedClockwise(STRIPES)
        };
        try (var pipeline = pipeline(TestModels.colours(6, 3), PNG)) {
            for (int i = 0; i < 600; i++) {
                byte[] bytes = originals[i % originals.length].clone();
                for (int change = 0; change <= i % 8; change++) {
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
                }
                images.holding("file:///odd", bytes);
                // When / Then
                assertThat(pipeline.segment(request("file:///odd")).outcome().imageId())
                        .isEqualTo("image-1");
            }
            assertThat(pipeline.segment(request("file:///stripes.png")).outcome())
                    .isInstanceOf(MaskEvent.class);
        }
    }
}
