package io.maskstream.worker.inference.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceChoiceTest {

    @Test
    void shouldReadEachKind() {
        assertThat(DeviceChoice.parse("auto")).isEqualTo(DeviceChoice.AUTO);
        assertThat(DeviceChoice.parse(" cpu ")).isEqualTo(DeviceChoice.CPU);
        assertThat(DeviceChoice.parse("cuda")).isEqualTo(DeviceChoice.cuda(0));
        assertThat(DeviceChoice.parse("cuda:12")).isEqualTo(DeviceChoice.cuda(12));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "gpu", "CUDA", "cuda:", "cuda:-1", "cuda:1000", "cuda:x", "cpu:0"})
    void shouldSayWhatThereIsWhereItIsNone(String text) {
        assertThatThrownBy(() -> DeviceChoice.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("must be auto, cpu, cuda or cuda:N, such as cuda:1");
    }

    @Test
    void shouldWriteItselfAsItIsRead() {
        for (String text : new String[] {"auto", "cpu", "cuda:0", "cuda:3"}) {
            assertThat(DeviceChoice.parse(text)).hasToString(text);
        }
    }
}
