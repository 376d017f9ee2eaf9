package io.maskstream.worker.pipeline;

import static io.maskstream.worker.pipeline.Pipelines.NOW;
import static io.maskstream.worker.pipeline.Pipelines.PNG;
import static io.maskstream.worker.pipeline.Pipelines.RECORD;
import static io.maskstream.worker.pipeline.Pipelines.config;
import static io.maskstream.worker.pipeline.Pipelines.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.maskstream.schemas.event.ClassArea;
import io.maskstream.schemas.event.ImageInfo;
import io.maskstream.schemas.event.MaskEvent;
import io.maskstream.schemas.mask.ClassMask;
import io.maskstream.schemas.mask.MaskDecoder;
import io.maskstream.worker.mask.MaskConfig;
import io.maskstream.worker.mask.MaskEdges;
import io.maskstream.worker.mask.MaskEncoding;
import io.maskstream.worker.mask.MaskSize;
import io.maskstream.worker.testing.TestImages;
import io.maskstream.worker.testing.TestModels;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ImagePipelineTest {
    private static final Color GREY = new Color(90, 90, 90);
    private static final BufferedImage STRIPES = TestImages.stripes(60, 30, Color.RED, GREY, Color.BLUE);

    private final Path folder;
    private final Images images = new Images().holding("file:///stripes.png", TestImages.png(STRIPES));

    ImagePipelineTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private OpenPipeline pipeline(TestModels model, MaskConfig config) throws Exception {
        return Pipelines.open(images, model, config, folder);
    }

    private MaskEvent mask(MaskConfig config, String uri) throws Exception {
        try (var pipeline = pipeline(TestModels.colours(6, 3), config)) {
            return (MaskEvent) pipeline.segment(request(uri)).outcome();
        }
    }

    /** 0 left, 1 in the middle, 2 right. */
    private static byte[] striped(int width, int height) {
        byte[] ids = new byte[width * height];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = (byte) (i % width * 3 / width);
        }
        return ids;
    }

    @Test
    void shouldSendAMaskAsLargeAsItsImage() throws Exception {
        // Given
        var attributes = new LinkedHashMap<String, String>();
        List.of("zebra", "album", "mouse").forEach(name -> attributes.put(name, "of " + name));
        byte[] file = TestImages.png(STRIPES);
        try (var pipeline = pipeline(TestModels.colours(6, 3), PNG)) {
            // When
            var result = pipeline.segment(new ImageRequest("cat-1", "file:///stripes.png", attributes, RECORD, 1));
            // Then
            var event = (MaskEvent) result.outcome();
            assertThat(event.imageId()).isEqualTo("cat-1");
            assertThat(event.uri()).isEqualTo("file:///stripes.png");
            assertThat(event.image())
                    .isEqualTo(new ImageInfo(
                            60,
                            30,
                            "png",
                            HexFormat.of()
                                    .formatHex(
                                            MessageDigest.getInstance("SHA-256").digest(file))));
            assertThat(event.model().name()).isEqualTo("colours");
            assertThat(event.model().version()).isEqualTo("7");
            assertThat(event.segmentedAt()).isEqualTo(NOW);
            assertThat(event.attributes().keySet()).containsExactly("zebra", "album", "mouse");
            var mask = MaskDecoder.decode(event.mask());
            assertThat(mask.width()).isEqualTo(60);
            assertThat(mask.height()).isEqualTo(30);
            assertThat(mask.ids()).isEqualTo(striped(60, 30));
            assertThat(result.batch().images()).isEqualTo(1);
            assertThat(List.of(
                            result.times().fetch(),
                            result.times().decode(),
                            result.times().inference(),
                            result.times().encode()))
                    .allMatch(time -> time.compareTo(Duration.ZERO) > 0);
        }
    }

    @Test
    void shouldCountEachClass() throws Exception {
        // When
        var event = mask(PNG, "file:///stripes.png");
        // Then: a third each, and the model gives grey 252 of 255
        assertThat(event.classes())
                .containsExactly(
                        new ClassArea(0, "pet", 600, 600 / 1800.0, List.of(0, 0, 20, 30), 1),
                        new ClassArea(1, "background", 600, 600 / 1800.0, List.of(20, 0, 20, 30), 252 / 255.0),
                        new ClassArea(2, "outline", 600, 600 / 1800.0, List.of(40, 0, 20, 30), 1));
    }

    @Test
    void shouldListAClassThatIsAbsent() throws Exception {
        // Given
        images.holding("file:///red.png", TestImages.png(TestImages.stripes(5, 7, Color.RED)));
        // When
        var event = mask(PNG, "file:///red.png");
        // Then
        assertThat(event.classes())
                .containsExactly(
                        new ClassArea(0, "pet", 35, 1, List.of(0, 0, 5, 7), 1),
                        new ClassArea(1, "background", 0, 0, null, 0),
                        new ClassArea(2, "outline", 0, 0, null, 0));
    }

    @ParameterizedTest
    @EnumSource(MaskEncoding.class)
    void shouldEncodeTheSameMaskEitherWay(MaskEncoding encoding) throws Exception {
        for (MaskEdges edges : MaskEdges.values()) {
            // When
            var event = mask(config(encoding, MaskSize.IMAGE, edges), "file:///stripes.png");
            // Then
            assertThat(event.mask().encoding()).isEqualTo(encoding.wireName());
            ClassMask mask = MaskDecoder.decode(event.mask());
            assertThat(mask.ids()).isEqualTo(striped(60, 30));
        }
    }

    @Test
    void shouldSendTheModelsOwnMaskWhereThatIsWanted() throws Exception {
        // When
        var event = mask(config(MaskEncoding.PNG, MaskSize.MODEL, MaskEdges.SMOOTH), "file:///stripes.png");
        // Then
        assertThat(event.mask().width()).isEqualTo(6);
        assertThat(event.mask().height()).isEqualTo(3);
        assertThat(event.image().width()).isEqualTo(60);
        assertThat(MaskDecoder.decode(event.mask()).ids()).isEqualTo(striped(6, 3));
        assertThat(event.classes()).extracting(ClassArea::pixels).containsExactly(6L, 6L, 6L);
    }

    @Test
    void shouldTurnTheMaskAsTheImageIsShown() throws Exception {
        // Given
        var stored = TestImages.stripes(96, 48, Color.RED, GREY, Color.BLUE);
        images.holding("file:///turned.jpg", TestImages.jpegTurnedClockwise(stored));
        try (var pipeline = pipeline(TestModels.colours(6, 6), PNG)) {
            // When
            var event =
                    (MaskEvent) pipeline.segment(request("file:///turned.jpg")).outcome();
            // Then: what is left in the file is at the top for a person
            assertThat(event.image().width()).isEqualTo(48);
            assertThat(event.image().height()).isEqualTo(96);
            assertThat(event.image().format()).isEqualTo("jpeg");
            assertThat(event.mask().width()).isEqualTo(48);
            assertThat(event.mask().height()).isEqualTo(96);
            assertThat(event.classes())
                    .extracting(ClassArea::boundingBox)
                    .containsExactly(List.of(0, 0, 48, 32), List.of(0, 32, 48, 32), List.of(0, 64, 48, 32));
        }
    }

    @Test
    void shouldGiveTheSameMaskForTheSameImage() throws Exception {
        assertThat(mask(PNG, "file:///stripes.png")).isEqualTo(mask(PNG, "file:///stripes.png"));
    }

    @Test
    void shouldAbbreviateDataUrisInEvents() throws Exception {
        // Given
        String uri = "data:image/png;base64," + "A".repeat(500);
        images.holding(uri, TestImages.png(STRIPES));
        // When / Then
        assertThat(mask(PNG, uri).uri()).hasSizeLessThan(100).endsWith("…(522 bytes)");
    }
}
