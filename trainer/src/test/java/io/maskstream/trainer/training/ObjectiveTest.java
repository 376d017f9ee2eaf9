package io.maskstream.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.maskstream.trainer.training.Objective.Criterion;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

class ObjectiveTest {
    /** Scores [1, 2, 1, 2] whose softmax is 0.5 and 0.5, then 0.8 and 0.2; the labels are 0 and 1. */
    private static Tensor scores() {
        return Tensor.create(new float[] {0, (float) Math.log(4), 0, 0}, 1, 2, 1, 2);
    }

    private static Tensor labels() {
        return Tensor.create(new long[] {0, 1}, 1, 1, 2);
    }

    @Test
    void shouldBeCrossEntropyInTheLesson() {
        try (var scope = new PointerScope()) {
            double expected = -(Math.log(0.5) + Math.log(0.2)) / 2;
            assertThat(Objective.LESSON.loss(scores(), labels()).item_double()).isCloseTo(expected, within(1e-6));
        }
    }

    @Test
    void shouldCountClassesByTheirWeights() {
        try (var scope = new PointerScope()) {
            // Given
            var weighted = new Objective(0, List.of(1.0, 3.0), Criterion.LOSS, 0);

            // Then
            double expected = -(Math.log(0.5) + 3 * Math.log(0.2)) / 4;
            assertThat(weighted.loss(scores(), labels()).item_double()).isCloseTo(expected, within(1e-6));
        }
    }

    @Test
    void shouldAddDiceLossByItsFactor() {
        try (var scope = new PointerScope()) {
            // Given
            var withDice = new Objective(0.5, List.of(), Criterion.LOSS, 0);

            // Then: class 0 has probabilities 0.5 + 0.8 and shares 0.5, class 1 has 0.5 + 0.2 and shares 0.2
            double first = (2 * 0.5 + 1) / (1.3 + 1 + 1);
            double second = (2 * 0.2 + 1) / (0.7 + 1 + 1);
            double expected = -(Math.log(0.5) + Math.log(0.2)) / 2 + 0.5 * (1 - (first + second) / 2);
            assertThat(withDice.loss(scores(), labels()).item_double()).isCloseTo(expected, within(1e-6));
        }
    }

    @Test
    void shouldTellTheBetterEpochByTheFigureThatIsAskedFor() {
        // Given
        var surer = new EpochFigures(1, 1, 0.4, 0.9, List.of(), 0.5, 1, 1, 1);
        var closer = new EpochFigures(2, 1, 0.5, 0.9, List.of(), 0.6, 1, 1, 1);

        // Then
        assertThat(Criterion.LOSS.better(surer, closer)).isTrue();
        assertThat(Criterion.LOSS.better(closer, surer)).isFalse();
        assertThat(Criterion.MEAN_IOU.better(closer, surer)).isTrue();
        assertThat(Criterion.MEAN_IOU.better(closer, closer)).isFalse();
    }
}
