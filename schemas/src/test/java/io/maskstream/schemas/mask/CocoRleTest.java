package io.maskstream.schemas.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CocoRleTest {

    @Test
    void shouldCountDownTheColumnsFirstWhereTheClassIsAbsent() {
        // Given
        var mask = new ClassMask(3, 2, new byte[] {
            0, 0, 1,
            0, 1, 1
        });
        // When
        var counts = CocoRle.encode(mask, 3);
        // Then
        assertThat(counts).containsExactly(List.of(0, 3, 3), List.of(3, 3), List.of(6));
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "1, 9, 2", "9, 1, 2", "13, 11, 3", "64, 48, 256", "500, 375, 3"})
    void shouldGiveBackWhatItEncoded(int width, int height, int classes) throws MaskFormatException {
        // Given
        var mask = Samples.mask(width, height, classes, 1337);
        // When
        var counts = CocoRle.encode(mask, classes);
        // Then
        assertThat(counts).hasSize(classes).allSatisfy(runs -> assertThat(
                        runs.stream().mapToInt(Integer::intValue).sum())
                .isEqualTo(width * height));
        assertThat(CocoRle.decode(counts, width, height)).isEqualTo(mask);
    }

    @Test
    @Timeout(60)
    void shouldDecodeManyRunsBeforeAPixelThatIsFarAway() throws MaskFormatException {
        // Given: one class has the last pixel alone, another every second one of the left
        int side = 4_000;
        byte[] ids = new byte[side * side];
        for (int pixel = 0; pixel < ids.length; pixel++) {
            ids[pixel] = (byte) (pixel % side < 500 && pixel / side % 2 == 0 ? 2 : 1);
        }
        ids[ids.length - 1] = 0;
        var mask = new ClassMask(side, side, ids);
        var counts = CocoRle.encode(mask, 3);
        assertThat(counts.get(2)).hasSizeGreaterThan(1_000_000);
        // When
        var decoded = CocoRle.decode(counts, side, side);
        // Then
        assertThat(decoded).isEqualTo(mask);
    }

    @Test
    void shouldRefuseAnIdBeyondTheClasses() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CocoRle.encode(new ClassMask(1, 1, new byte[] {2}), 2))
                .withMessageContaining("class id 2");
    }

    @Test
    void shouldRefuseRunsThatAreNoMask() {
        assertRefused(List.of(List.of(0, 2), List.of(1, 2)), "class 0 add up to 2");
        assertRefused(List.of(List.of(0, 5)), "class 0 do not add up");
        assertRefused(List.of(List.of(0, -1, 5)), "class 0 do not add up");
        assertRefused(List.of(List.of(0, Integer.MAX_VALUE, Integer.MAX_VALUE, 6)), "class 0 do not add up");
        assertRefused(List.of(List.of(0, 3, 1), List.of(2, 2)), "class 1 is of another class too");
        assertRefused(List.of(List.of(0, 3, 1), List.of(4)), "1 of the mask's 4 pixels are of no class");
        assertRefused(List.of(), "1 to 256 classes");
        assertThatExceptionOfType(MaskFormatException.class)
                .isThrownBy(() -> CocoRle.decode(List.of(List.of(0, 2_000_000_000)), 2_000_000_000, 1))
                .withMessageContaining("over the limit");
    }

    private static void assertRefused(List<List<Integer>> counts, String message) {
        assertThatExceptionOfType(MaskFormatException.class)
                .isThrownBy(() -> CocoRle.decode(counts, 2, 2))
                .withMessageContaining(message);
    }
}
