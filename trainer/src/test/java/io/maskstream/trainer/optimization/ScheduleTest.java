package io.maskstream.trainer.optimization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.maskstream.trainer.optimization.Optimization.Schedule;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleTest {
    @ParameterizedTest
    @CsvSource({
        "CONSTANT, 0, 1",
        "CONSTANT, 1, 1",
        "COSINE, 0, 1",
        "COSINE, 0.5, 0.5",
        "COSINE, 1, 0",
        "ONE_CYCLE, 0, 0",
        "ONE_CYCLE, 0.05, 0.5",
        "ONE_CYCLE, 0.1, 1",
        "ONE_CYCLE, 0.55, 0.5",
        "ONE_CYCLE, 1, 0"
    })
    void shouldScaleTheLearningRateByTheProgressOfTheRun(Schedule schedule, double progress, double factor) {
        assertThat(schedule.factor(progress)).isCloseTo(factor, within(1e-12));
    }
}
