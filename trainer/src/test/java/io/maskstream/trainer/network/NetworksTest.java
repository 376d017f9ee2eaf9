package io.maskstream.trainer.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.maskstream.trainer.network.Layer.Activation;
import io.maskstream.trainer.network.Layer.Convolution;
import io.maskstream.trainer.network.Layer.Weighted;
import io.maskstream.trainer.network.NetworkDefinition.Step;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworksTest {
    @Test
    void shouldBeTheLessonsNetworkToTheLastParameter() {
        // When
        NetworkDefinition lesson = Networks.lesson(200, 200, 3);

        // Then
        assertThat(lesson.parameters()).isEqualTo(2_880_643);
        assertThat(lesson.classes()).isEqualTo(3);
        assertThat(lesson.layers())
                .extracting(layer -> describe((Weighted) layer))
                .containsExactly(
                        "conv2d [64, 3, 3, 3] / 2, relu, 1792",
                        "conv2d_1 [64, 64, 3, 3] / 1, relu, 36928",
                        "conv2d_2 [128, 64, 3, 3] / 2, relu, 73856",
                        "conv2d_3 [128, 128, 3, 3] / 1, relu, 147584",
                        "conv2d_4 [256, 128, 3, 3] / 2, relu, 295168",
                        "conv2d_5 [256, 256, 3, 3] / 1, relu, 590080",
                        "conv2d_transpose [256, 256, 3, 3] x 1, relu, 590080",
                        "conv2d_transpose_1 [256, 256, 3, 3] x 2, relu, 590080",
                        "conv2d_transpose_2 [256, 128, 3, 3] x 1, relu, 295040",
                        "conv2d_transpose_3 [128, 128, 3, 3] x 2, relu, 147584",
                        "conv2d_transpose_4 [128, 64, 3, 3] x 1, relu, 73792",
                        "conv2d_transpose_5 [64, 64, 3, 3] x 2, relu, 36928",
                        "conv2d_6 [3, 64, 3, 3] / 1, softmax, 1731");
    }

    @Test
    void shouldEndAtTheSizeOfItsInput() {
        // Given
        NetworkDefinition lesson = Networks.lesson(200, 200, 3);

        // Then
        assertThat(lesson.output()).isEqualTo(new Shape(3, 200, 200));
        assertThat(lesson.shapes().values().stream().mapToInt(Shape::height).min())
                .hasValue(25);
        assertThat(lesson.multiplyAdds()).isBetween(4_500_000_000L, 4_520_000_000L);
    }

    @ParameterizedTest
    @CsvSource({"200, 200", "32, 32", "150, 98"})
    void shouldDefineAMobileUnetThatEndsAtTheSizeOfItsInput(int width, int height) {
        // When
        NetworkDefinition network = Networks.named("mobile-unet", width, height, 3);

        // Then
        assertThat(network.output()).isEqualTo(new Shape(3, height, width));
    }

    @Test
    void shouldNameTheNetworksThatThereAre() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Networks.named("resnet", 200, 200, 3))
                .withMessage("there is no network resnet; --network takes one of lesson, mobile-unet");
    }

    @Test
    void shouldRefuseASourceThatNoLayerGives() {
        // Given
        var step = new Step(new Convolution("conv2d", 3, 8, 3, 1, Activation.RELU), List.of("elsewhere"));

        // When
        // Then
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new NetworkDefinition("broken", 8, 8, List.of(step)))
                .withMessage("layer conv2d takes elsewhere, which no layer before it gives");
    }

    @ParameterizedTest
    @CsvSource({"201, 200", "200, 204", "4, 8", "0, 0", "-8, 8"})
    void shouldRefuseSizesThatTheWayUpWouldMiss(int width, int height) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Networks.lesson(width, height, 3))
                .withMessageContaining("multiples of 8")
                .withMessageContaining(width + " x " + height);
    }

    @Test
    void shouldRefuseLayersThatDoNotFitTogether() {
        // Given
        Layer first = new Convolution("conv2d", 3, 8, 3, 1, Activation.RELU);
        Layer second = new Convolution("conv2d_1", 16, 3, 3, 1, Activation.SOFTMAX);

        // When
        // Then
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NetworkDefinition.chain("broken", 8, 8, List.of(first, second)))
                .withMessage("layer conv2d_1 takes 16 channels, not 8");
    }

    @ParameterizedTest
    @CsvSource({"200, 2, 3, 1", "25, 2, 3, 2", "200, 1, 3, 2", "200, 2, 5, 3", "200, 1, 1, 0", "200, 2, 1, 0"})
    void shouldPadAConvolutionAsTensorFlowDoes(int size, int stride, int kernel, int padding) {
        var layer = new Convolution("conv2d", 3, 8, kernel, stride, Activation.RELU);
        assertThat(layer.totalPadding(size)).isEqualTo(padding);
    }

    private static String describe(Weighted layer) {
        return "%s %s %s %d, %s, %d"
                .formatted(
                        layer.name(),
                        Arrays.toString(layer.kernelShape()),
                        layer instanceof Convolution ? "/" : "x",
                        layer.stride(),
                        layer.activation() == Activation.RELU ? "relu" : "softmax",
                        layer.parameters());
    }
}
