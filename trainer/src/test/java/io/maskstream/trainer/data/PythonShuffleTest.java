package io.maskstream.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The expected orders were printed by CPython: {@code l = list(range(10)); random.Random(1337).shuffle(l); print(l)}. */
class PythonShuffleTest {
    @Test
    void shouldShuffleAsManyItemsAsThePetDataSetHasAsPythonDoes() {
        // When
        List<Integer> shuffled = new PythonShuffle(1337).shuffled(numbers(7390));

        // Then
        assertThat(shuffled).startsWith(949, 3046, 4048, 6451, 4733).endsWith(4677, 2997, 5815, 4368, 5060);
    }

    @Test
    void shouldShuffleAFewItemsAsPythonDoesWhateverTheSeed() {
        // Then
        assertThat(new PythonShuffle(1337).shuffled(numbers(10))).containsExactly(0, 3, 7, 2, 1, 6, 4, 5, 8, 9);
        assertThat(new PythonShuffle(0).shuffled(numbers(10))).containsExactly(7, 8, 1, 5, 3, 4, 2, 0, 9, 6);
        assertThat(new PythonShuffle(42).shuffled(numbers(10))).containsExactly(7, 3, 2, 8, 5, 6, 9, 4, 0, 1);
        assertThat(new PythonShuffle(Integer.MAX_VALUE).shuffled(numbers(9)))
                .containsExactly(6, 3, 4, 0, 8, 2, 7, 1, 5);
    }

    @Test
    void shouldRejectTheSameDrawsAsPythonWhereTheCountIsAPowerOfTwo() {
        // When
        List<Integer> shuffled = new PythonShuffle(1337).shuffled(numbers(64));

        // Then
        assertThat(shuffled).startsWith(48, 41, 43, 33, 55, 18, 11, 20);
    }

    @Test
    void shouldShuffleACopy() {
        // Given
        var pets = List.of("Abyssinian_1", "Bengal_2", "Birman_3", "Sphynx_4", "beagle_5", "boxer_6", "pug_7");

        // When
        var shuffled = new PythonShuffle(1337).shuffled(pets);

        // Then
        assertThat(shuffled)
                .containsExactly("Abyssinian_1", "boxer_6", "Sphynx_4", "Bengal_2", "Birman_3", "pug_7", "beagle_5");
        assertThat(pets).startsWith("Abyssinian_1", "Bengal_2");
    }

    @Test
    void shouldLeaveNothingAndASingleItemAsTheyAre() {
        // Given
        var shuffle = new PythonShuffle(1337);

        // Then
        assertThat(shuffle.shuffled(numbers(0))).isEmpty();
        assertThat(shuffle.shuffled(numbers(1))).containsExactly(0);
    }

    @Test
    void shouldRefuseASeedBelowZero() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PythonShuffle(-1))
                .withMessageContaining("-1");
    }

    private static List<Integer> numbers(int count) {
        return IntStream.range(0, count).boxed().toList();
    }
}
