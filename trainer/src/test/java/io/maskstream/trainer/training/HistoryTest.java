package io.maskstream.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.maskstream.trainer.training.Objective.Criterion;
import java.util.List;
import org.junit.jupiter.api.Test;

class HistoryTest {
    @Test
    void shouldLosePatienceWhereTheBestIsAsManyEpochsAgo() {
        // Given
        var history = new History(new Objective(0, List.of(), Criterion.LOSS, 2));
        assertThat(history.patienceIsOver()).isFalse();

        // When / Then
        assertThat(history.add(epoch(1, 0.5))).isTrue();
        assertThat(history.add(epoch(2, 0.4))).isTrue();
        assertThat(history.add(epoch(3, 0.4))).as("as good as the best").isFalse();
        assertThat(history.patienceIsOver()).isFalse();
        assertThat(history.add(epoch(4, 0.6))).isFalse();
        assertThat(history.patienceIsOver()).isTrue();
    }

    @Test
    void shouldMeasureWhatFollowsByWhatAnEarlierRunCameTo() {
        // Given
        var history = new History(Objective.LESSON);

        // When
        history.restore(List.of(epoch(1, 0.3), epoch(2, 0.5)));

        // Then
        assertThat(history.epochs()).isEqualTo(2);
        assertThat(history.add(epoch(3, 0.4))).isFalse();
        assertThat(history.add(epoch(4, 0.2))).isTrue();
        assertThat(history.patienceIsOver()).as("the lesson waits for ever").isFalse();
    }

    private static EpochFigures epoch(int epoch, double validationLoss) {
        return new EpochFigures(epoch, 1, validationLoss, 0.9, List.of(), 0.5, 1, 1, 1);
    }
}
