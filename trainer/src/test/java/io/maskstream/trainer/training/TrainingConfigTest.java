package io.maskstream.trainer.training;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.maskstream.trainer.pytorch.TorchNetwork.Precision;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainingConfigTest {
    @ParameterizedTest
    @CsvSource({
        "0, 50, 0.001, 1, '--batch must be 1 to 4096, not 0'",
        "4097, 50, 0.001, 1, '--batch must be 1 to 4096, not 4097'",
        "64, 0, 0.001, 1, '--epochs must be 1 or more, not 0'",
        "64, 50, 0, 1, '--learning-rate must lie between 0 and 1, not 0.0'",
        "64, 50, NaN, 1, '--learning-rate must lie between 0 and 1, not NaN'",
        "64, 50, 0.001, 0, '--threads must be 1 or more, not 0'"
    })
    void shouldSayWhichSettingIsOutOfItsRange(
            int batch, int epochs, double learningRate, int threads, String sentence) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrainingConfig.lesson(batch, epochs, learningRate, 1, Precision.FLOAT32, threads))
                .withMessage(sentence);
    }
}
