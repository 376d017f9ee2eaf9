package io.maskstream.worker.inference.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BundledModelTest {

    @Test
    void shouldBeTheOneThatTheBuildRunsFastest() {
        assertThat(BundledModel.path(false)).hasFileName("best-int8.onnx");
        assertThat(BundledModel.path(true)).hasFileName("best.onnx");
    }
}
