package io.maskstream.schemas.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.maskstream.schemas.event.EncodedMask;
import org.junit.jupiter.api.Test;

class MaskDecoderTest {
    private final ClassMask mask = Samples.mask(20, 10, 3, 1);

    @Test
    void shouldDecodeBothEncodingsThatTravelInTheEvent() throws MaskFormatException {
        // Given
        var png = EncodedMask.png(20, 10, IndexedPng.encode(mask, Samples.palette(3)));
        var runs = EncodedMask.cocoRle(20, 10, CocoRle.encode(mask, 3));
        // When, Then
        assertThat(MaskDecoder.decode(png)).isEqualTo(mask);
        assertThat(MaskDecoder.decode(runs)).isEqualTo(mask);
    }

    @Test
    void shouldSayThatAMaskElsewhereHasToBeFetched() {
        assertRefused(EncodedMask.at(20, 10, "s3://masks/cat-1.png"), "fetch the PNG that lies at its uri");
    }

    @Test
    void shouldDecodeAMaskThatWasFetched() throws MaskFormatException {
        // Given
        byte[] png = IndexedPng.encode(mask, Samples.palette(3));
        // When, Then
        assertThat(MaskDecoder.decode(EncodedMask.at(20, 10, "s3://masks/cat-1.png"), png))
                .isEqualTo(mask);
        assertThatExceptionOfType(MaskFormatException.class)
                .isThrownBy(() -> MaskDecoder.decode(EncodedMask.at(10, 20, "s3://masks/cat-1.png"), png))
                .withMessageContaining("10 x 20 pixels, but its PNG has 20 x 10");
    }

    @Test
    void shouldRefuseAMaskThatIsNotAsItSays() {
        byte[] png = IndexedPng.encode(mask, Samples.palette(3));
        assertRefused(EncodedMask.png(10, 20, png), "10 x 20 pixels, but its PNG has 20 x 10");
        assertRefused(new EncodedMask("png", 20, 10, "%%%", null, null), "not Base64");
    }

    private static void assertRefused(EncodedMask encoded, String message) {
        assertThatExceptionOfType(MaskFormatException.class)
                .isThrownBy(() -> MaskDecoder.decode(encoded))
                .withMessageContaining(message);
    }
}
