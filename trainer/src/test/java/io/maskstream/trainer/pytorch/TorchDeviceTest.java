package io.maskstream.trainer.pytorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TorchDeviceTest {
    @ParameterizedTest
    @CsvSource({"auto, cuda:0", "cuda, cuda:0", "cuda:1, cuda:1", "cpu, cpu"})
    void shouldTakeTheGpuThatIsAskedFor(String asked, String name) {
        assertThat(TorchDevice.of(asked, new Machine(true, 2)).name()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldFallBackToTheProcessorWhereNoneIsAskedFor(boolean built) {
        assertThat(TorchDevice.of("auto", new Machine(built, 0)).isCpu()).isTrue();
    }

    @Test
    void shouldSayHowToBuildATrainerForGpus() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TorchDevice.of("cuda", new Machine(false, 0)))
                .withMessageContaining("MASKSTREAM_CUDA=1")
                .withMessageContaining("--device cpu");
    }

    @Test
    void shouldSayThatThereIsNoGpu() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TorchDevice.of("cuda", new Machine(true, 0)))
                .withMessageContaining("PyTorch sees no GPU")
                .withMessageContaining("nvidia-smi");
    }

    @Test
    void shouldSayThatThereAreFewerGpus() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TorchDevice.of("cuda:1", new Machine(true, 1)))
                .withMessageContaining("--device cuda:1: PyTorch sees 1 GPU, numbered from 0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpu", "cuda:", "cuda:x", "CUDA", "", "cuda:100"})
    void shouldNameTheDevicesThatThereAre(String asked) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TorchDevice.of(asked, new Machine(true, 2)))
                .withMessage("--device must be auto, cpu, cuda or cuda:N, not " + asked);
    }

    private record Machine(boolean built, int count) implements TorchDevice.Gpus {}
}
