package io.maskstream.bench.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.maskstream.schemas.event.StageMillis;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class StatisticsTest {
    @Test
    void shouldTakeTheMiddleValue() {
        assertThat(Median.of(List.of(9.0, 1.0, 2.0))).isEqualTo(2);
        assertThat(Median.of(List.of(4.0, 1.0, 2.0, 9.0))).isEqualTo(3);
    }

    @Test
    void shouldRefuseTheMedianOfNothing() {
        assertThatIllegalArgumentException().isThrownBy(() -> Median.of(List.of()));
    }

    @Test
    void shouldFindTheClimbOfALineInPercentOfItsMean() {
        // Given a series from 90 to 110, with noise that has no trend
        var points = IntStream.rangeClosed(0, 20)
                .mapToObj(second -> new Trend.Point(second, 90 + second + (second % 2 == 0 ? 0.5 : -0.5)))
                .toList();

        // When
        var trend = Trend.of(points);

        // Then
        assertThat(trend.slope()).isCloseTo(1, within(0.01));
        assertThat(trend.percent()).isCloseTo(20, within(0.2));
    }

    @Test
    void shouldSeeNoTrendInAFlatSeries() {
        assertThat(Trend.of(List.of(new Trend.Point(0, 5), new Trend.Point(1, 5)))
                        .percent())
                .isZero();
    }

    @Test
    void shouldLeaveOutTheSlowBeginningAndTheEmptyEndOfARun() {
        // Given 20 slow arrivals, 60 at 10 ms, 20 slow ones
        long[] nanos = LongStream.concat(
                        LongStream.concat(
                                LongStream.range(0, 20).map(index -> index * 1_000_000_000),
                                LongStream.rangeClosed(1, 60).map(index -> 19_000_000_000L + index * 10_000_000)),
                        LongStream.rangeClosed(1, 20).map(index -> 19_600_000_000L + index * 1_000_000_000))
                .toArray();

        // When
        double rate = SteadyRate.of(nanos, 0.2, 0.2);

        // Then
        assertThat(rate).isCloseTo(100, within(0.01));
    }

    @Test
    void shouldRefuseARateOfTooFewResults() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SteadyRate.of(new long[] {5}, 0.2, 0.2))
                .withMessageContaining("measure for longer");
    }

    @Test
    void shouldSplitTheTimeOfAnImageSoThatItsPartsAddUp() {
        // Given
        var stages = new StageMillis(1, 2, 3, 4, 5, 6, 7, 8, 36);

        // When
        var sample = new LatencySample(40, stages);

        // Then
        assertThat(sample.overStages()).isEqualTo(40 - 3 - 4 - 5 - 6 - 7);
        assertThat(sample.byStage().values().stream()
                        .mapToDouble(Double::doubleValue)
                        .sum())
                .isCloseTo(40, within(1e-9));
    }
}
