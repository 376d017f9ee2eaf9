package io.maskstream.standalone.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class PercentilesTest {
    @Test
    void shouldBeTheNearestRank() {
        // Given
        double[] hundredDown =
                IntStream.rangeClosed(1, 100).mapToDouble(i -> 101 - i).toArray();
        // When
        Percentiles percentiles = Percentiles.of(hundredDown);
        // Then
        assertThat(percentiles).isEqualTo(new Percentiles(50, 95, 99));
    }

    @Test
    void shouldBeTheOnlyValueOfOne() {
        assertThat(Percentiles.of(7)).isEqualTo(new Percentiles(7, 7, 7));
    }

    @Test
    void shouldBeZeroForNothing() {
        assertThat(Percentiles.of()).isEqualTo(new Percentiles(0, 0, 0));
    }
}
