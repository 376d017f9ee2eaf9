package io.maskstream.trainer.optimization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.maskstream.trainer.fixture.Floats;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.data.Offset;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

class KerasRmsPropTest {
    private static final Offset<Float> ROUNDING = Offset.offset(1e-6f);

    @Test
    void shouldFollowKerasFormulaForThreeSteps() {
        try (var scope = new PointerScope()) {
            // Given
            Tensor weights = Tensor.create(1f, -1f, 0.5f).set_requires_grad(true);
            try (var optimizer = new KerasRmsProp(Map.of("w", weights), 0)) {
                // When
                step(optimizer, weights, 0.5f, -2f, 1e-4f);

                // Then: v = 0.1 g², w -= 0.01 g / sqrt(v + 1e-7); with epsilon outside the root the last would be
                // 0.46848
                assertClose(weights, 0.9683773f, -0.9683772f, 0.4968534f);

                // When
                step(optimizer, weights, -0.25f, 1f, 1e-4f);

                // Then
                assertClose(weights, 0.9831215f, -0.9831214f, 0.4937208f);

                // When
                step(optimizer, weights, 0f, 3f, -2e-4f);

                // Then
                assertClose(weights, 0.9831215f, -1.0092926f, 0.4998721f);
                assertClose(Objects.requireNonNull(optimizer.state().get("velocity/w")), 0.025875f, 1.314f, 5.71e-9f);
            }
        }
    }

    @Test
    void shouldClearTheGradientsThatItApplied() {
        try (var scope = new PointerScope()) {
            // Given
            Tensor weights = Tensor.create(1f, 2f).set_requires_grad(true);
            try (var optimizer = new KerasRmsProp(Map.of("w", weights), 0)) {
                // When
                step(optimizer, weights, 3f, 4f);

                // Then
                assertThat(Floats.of(weights.mutable_grad())).containsOnly(0);
            }
        }
    }

    @Test
    void shouldNameAParameterWithoutAGradient() {
        try (var scope = new PointerScope()) {
            // Given
            Tensor weights = Tensor.create(1f, 2f).set_requires_grad(true);
            try (var optimizer = new KerasRmsProp(Map.of("conv2d/kernel", weights), 0)) {
                // When
                // Then
                assertThatIllegalStateException()
                        .isThrownBy(() -> optimizer.step(1, 0.01))
                        .withMessageContaining("conv2d/kernel");
            }
        }
    }

    /** Makes these the gradients, by the derivative of their product with the weights. */
    private static void step(KerasRmsProp optimizer, Tensor weights, float... gradients) {
        weights.mul(Tensor.create(gradients)).sum().backward();
        try (var guard = new NoGradGuard()) {
            optimizer.step(1, 0.01);
        }
    }

    private static void assertClose(Tensor tensor, float... expected) {
        assertThat(Floats.of(tensor)).containsExactly(expected, ROUNDING);
    }
}
