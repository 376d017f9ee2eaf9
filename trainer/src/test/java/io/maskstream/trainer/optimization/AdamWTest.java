package io.maskstream.trainer.optimization;

import static org.assertj.core.api.Assertions.assertThat;

import io.maskstream.trainer.fixture.Floats;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

class AdamWTest {
    private static final Offset<Float> ROUNDING = Offset.offset(1e-6f);

    @Test
    void shouldMoveByTheLearningRateInTheFirstStepWhateverTheGradient() {
        try (var scope = new PointerScope()) {
            // Given
            Tensor weights = Tensor.create(1f, -1f, 0.5f).set_requires_grad(true);
            try (var optimizer = new AdamW(Map.of("w", weights), 0)) {
                // When: the bias correction makes momentum g and velocity g²
                step(optimizer, weights, 1, 0.5f, -2f, 1e-3f);

                // Then
                assertThat(Floats.of(weights)).containsExactly(new float[] {0.99f, -0.99f, 0.49f}, ROUNDING);
            }
        }
    }

    @Test
    void shouldFollowTheFormulaInTheSecondStep() {
        try (var scope = new PointerScope()) {
            // Given
            Tensor weights = Tensor.create(1f).set_requires_grad(true);
            try (var optimizer = new AdamW(Map.of("w", weights), 0)) {
                // When
                step(optimizer, weights, 1, 1f);
                step(optimizer, weights, 2, -0.5f);

                // Then
                double momentum = (0.9 * 0.1 + 0.1 * -0.5) / (1 - 0.81);
                double velocity = (0.999 * 0.001 + 0.001 * 0.25) / (1 - 0.999 * 0.999);
                float expected = (float) (0.99 - 0.01 * momentum / Math.sqrt(velocity));
                assertThat(Floats.of(weights)).containsExactly(new float[] {expected}, ROUNDING);
            }
        }
    }

    @Test
    void shouldDecayKernelsAndNothingElse() {
        try (var scope = new PointerScope()) {
            // Given
            Tensor kernel = Tensor.create(new float[] {2}, 1, 1, 1, 1).set_requires_grad(true);
            Tensor bias = Tensor.create(2f).set_requires_grad(true);
            try (var optimizer = new AdamW(Map.of("kernel", kernel, "bias", bias), 0.1)) {
                // When: the gradients are nothing
                kernel.sum().add(bias.sum()).mul(Tensor.create(0f)).sum().backward();
                try (var guard = new NoGradGuard()) {
                    optimizer.step(1, 0.5);
                }

                // Then
                assertThat(Floats.of(kernel)).containsExactly(new float[] {1.9f}, ROUNDING);
                assertThat(Floats.of(bias)).containsExactly(2f);
            }
        }
    }

    private static void step(AdamW optimizer, Tensor weights, long step, float... gradients) {
        weights.mul(Tensor.create(gradients)).sum().backward();
        try (var guard = new NoGradGuard()) {
            optimizer.step(step, 0.01);
        }
    }
}
