package io.maskstream.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SplitTest {
    @Test
    void shouldTakeTheLastOfTheShuffledImagesForValidation() {
        // When
        Split split = Split.lesson(pairs(10), 3);

        // Then
        assertThat(split.training()).extracting(LabelledImage::name).containsExactly("0", "3", "7", "2", "1", "6", "4");
        assertThat(split.validation()).extracting(LabelledImage::name).containsExactly("5", "8", "9");
    }

    @Test
    void shouldMakeTheLessonsSplitOfTheWholeDataSet() {
        // When
        Split split = Split.lesson(pairs(7390), Split.defaultValidation(7390));

        // Then
        assertThat(split.training()).hasSize(6390).first().isEqualTo(pair(949));
        assertThat(split.validation()).hasSize(1000).last().isEqualTo(pair(5060));
    }

    @ParameterizedTest
    @CsvSource({"7390, 1000", "3000, 1000", "2999, 499", "605, 100", "6, 1", "5, 0"})
    void shouldHoldBackAThousandOrASixthOfASmallSet(int images, int validation) {
        assertThat(Split.defaultValidation(images)).isEqualTo(validation);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 10, 11})
    void shouldRefuseToLeaveNothingOnOneSide(int validation) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Split.lesson(pairs(10), validation))
                .withMessageContaining("10 images")
                .withMessageContaining("with " + validation)
                .withMessageContaining("--validation must be 1 to 9");
    }

    private static List<LabelledImage> pairs(int count) {
        return IntStream.range(0, count).mapToObj(SplitTest::pair).toList();
    }

    private static LabelledImage pair(int number) {
        return new LabelledImage(String.valueOf(number), Path.of(number + ".jpg"), Path.of(number + ".png"));
    }
}
