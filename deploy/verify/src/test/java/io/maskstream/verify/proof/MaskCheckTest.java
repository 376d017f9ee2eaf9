package io.maskstream.verify.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.maskstream.schemas.event.ClassArea;
import io.maskstream.schemas.event.EncodedMask;
import io.maskstream.schemas.event.ImageInfo;
import io.maskstream.schemas.event.MaskEvent;
import io.maskstream.schemas.event.ModelInfo;
import io.maskstream.schemas.mask.ClassMask;
import io.maskstream.schemas.mask.CocoRle;
import io.maskstream.schemas.mask.IndexedPng;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class MaskCheckTest {
    private static final ClassMask MASK = new ClassMask(3, 2, new byte[] {0, 1, 1, 0, 0, 1});
    private static final byte[] PNG = IndexedPng.encode(MASK, List.of(0xFF8C1A, 0x1F2937, 0xFFFFFF));
    private static final ClassArea PET = new ClassArea(0, "pet", 3, 0.5, List.of(0, 0, 2, 2), 1);
    private static final ClassArea BACKGROUND = new ClassArea(1, "background", 3, 0.5, List.of(1, 0, 2, 2), 1);
    private static final ClassArea OUTLINE = new ClassArea(2, "outline", 0, 0, null, 0);

    private final MaskCheck check = new MaskCheck();

    @Test
    void shouldFindNothingWrongWithMasksThatAreWhatTheirEventsSay() {
        assertThat(check.trouble(event(EncodedMask.png(3, 2, PNG), PET, BACKGROUND, OUTLINE)))
                .isEmpty();
        assertThat(check.trouble(event(EncodedMask.cocoRle(3, 2, CocoRle.encode(MASK, 3)), PET, BACKGROUND, OUTLINE)))
                .isEmpty();
        assertThat(check.trouble(event(EncodedMask.at(3, 2, "s3://masks/mask.png"), PET, BACKGROUND, OUTLINE)))
                .isEmpty();
    }

    @Test
    void shouldFindMasksThatCannotBeDecoded() {
        // Given
        byte[] damaged = PNG.clone();
        damaged[PNG.length - 20] ^= 1;
        // Then
        assertThat(check.trouble(event(EncodedMask.png(3, 2, damaged), PET, BACKGROUND, OUTLINE)))
                .hasValueSatisfying(what -> assertThat(what).startsWith("has a mask that cannot be read: the PNG"));
    }

    @Test
    void shouldFindMasksWhosePixelsAreNotThoseThatTheEventTellsOf() {
        // Given
        var more = new ClassArea(0, "pet", 4, 0.5, List.of(0, 0, 2, 2), 1);
        var elsewhere = new ClassArea(0, "pet", 3, 0.5, List.of(0, 0, 3, 2), 1);
        var mask = EncodedMask.png(3, 2, PNG);
        // Then
        assertThat(check.trouble(event(mask, more, BACKGROUND, OUTLINE)))
                .contains(
                        "has a mask with 3 pixels of class 0 within [0, 0, 2, 2], and tells of 4 within [0, 0, 2, 2]");
        assertThat(check.trouble(event(mask, elsewhere, BACKGROUND, OUTLINE)))
                .contains(
                        "has a mask with 3 pixels of class 0 within [0, 0, 2, 2], and tells of 3 within [0, 0, 3, 2]");
        assertThat(check.trouble(event(mask, PET, OUTLINE)))
                .contains("has a mask with pixels of class 1, and does not tell of it");
    }

    @Test
    void shouldTakeMasksOfTheModelsSizeForRightAndNoOtherSizes() {
        // Given
        var ofTheModel = EncodedMask.at(200, 200, "s3://masks/one.png");
        var ofAnotherImage = EncodedMask.at(4, 2, "s3://masks/two.png");
        // Then
        assertThat(check.trouble(event(ofTheModel))).isEmpty();
        assertThat(check.trouble(event(ofTheModel))).isEmpty();
        assertThat(check.trouble(event(ofAnotherImage))).contains("has a mask of 4 x 2 pixels, for an image of 3 x 2");
    }

    private static MaskEvent event(EncodedMask mask, ClassArea... classes) {
        return new MaskEvent(
                "cat",
                "file:///cat.png",
                new ImageInfo(3, 2, "png", "a".repeat(64)),
                mask,
                List.of(classes),
                new ModelInfo("colours", "7", "a".repeat(64)),
                Instant.EPOCH,
                Map.of());
    }
}
