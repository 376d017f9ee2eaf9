package io.maskstream.worker.inference.device;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** On texts as they are found in reports of ONNX Runtime's users. */
class CudaErrorsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Non-zero status code returned while running Conv node. Name:'c' Status Message: /onnxruntime_src/onnxruntime/core/framework/bfc_arena.cc:376 void* onnxruntime::BFCArena::AllocateRawInternal(size_t, bool) Failed to allocate memory for requested buffer of size 8388608000",
                "bfc_arena.cc:331 Available memory of 5 is smaller than requested bytes of 9",
                "CUDA failure 2: out of memory ; GPU=0 ; hostname=worker ; expr=cudaMalloc((void**)&p, size);",
                "CUDNN failure 2: CUDNN_STATUS_ALLOC_FAILED ; GPU=0",
                "CUBLAS failure 3: CUBLAS_STATUS_ALLOC_FAILED ; GPU=0",
                "std::bad_alloc"
            })
    void shouldKnowThatMemoryRanOut(String message) {
        assertThat(CudaErrors.isOutOfMemory(message)).isTrue();
        assertThat(CudaErrors.isLost(message)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CUDA failure 700: an illegal memory access was encountered ; GPU=0 ; hostname=worker ; expr=cudaStreamSynchronize(static_cast<cudaStream_t>(stream_));",
                "CUDA error 700",
                "CUDA error cudaErrorIllegalAddress:an illegal memory access was encountered",
                "CUDA failure 710: device-side assert triggered ; GPU=0",
                "CUDA failure 719: unspecified launch failure ; GPU=0",
                "CUDA failure 214: uncorrectable ECC error encountered ; GPU=0",
                "CUDA failure 999: unknown error ; GPU=0",
                "CUDNN failure 8: CUDNN_STATUS_EXECUTION_FAILED ; GPU=0",
                "CUBLAS failure 13: CUBLAS_STATUS_EXECUTION_FAILED ; GPU=0"
            })
    void shouldKnowThatTheGpuIsLost(String message) {
        assertThat(CudaErrors.isLost(message)).isTrue();
        assertThat(CudaErrors.isOutOfMemory(message)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Non-zero status code returned while running Gather node. Status Message: indices element out of data bounds, idx=255",
                "Got invalid dimensions for input: image index: 1 Got: 700 Expected: 200",
                "CUDA failure 1: invalid argument ; GPU=0",
                "CUDA failure 98: invalid device function ; GPU=0"
            })
    void shouldTakeAnyOtherErrorForTheImages(String message) {
        assertThat(CudaErrors.isLost(message)).isFalse();
        assertThat(CudaErrors.isOutOfMemory(message)).isFalse();
    }

    @Test
    void shouldKnowThatASettingIsToBlame() {
        assertThat(CudaErrors.isWrongOption("Unknown provider option: \"gpu_mem_limt\"."))
                .isTrue();
        assertThat(CudaErrors.isWrongOption("Failed to find CUDA shared provider"))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Invalid device ID: 1, must be between 0 (inclusive) and 1 (exclusive).|there is no GPU cuda:1",
                "CUDA failure 100: no CUDA-capable device is detected ; GPU=-1 ; hostname=vm ; line=69 ; expr=cudaGetDeviceCount(&num_devices);|the NVIDIA driver shows no GPU"
            })
    void shouldNotTakeAGpuThatIsNotThereForAWrongSetting(String cause, String sentence) {
        // Given, as a machine with one H100 said it
        String message =
                "/onnxruntime_src/onnxruntime/core/providers/cuda/cuda_execution_provider_info.cc:62 static onnxruntime::CUDAExecutionProviderInfo onnxruntime::CUDAExecutionProviderInfo::FromProviderOptions(const onnxruntime::ProviderOptions&) [ONNXRuntimeError] : 1 : FAIL : provider_options_utils.h:187 Parse Failed to parse provider option \"device_id\": cuda_execution_provider_info.cc:70 operator() "
                        + cause;

        // When / Then
        assertThat(CudaErrors.isWrongOption(message)).isFalse();
        assertThat(CudaErrors.explain(message, 1)).startsWith(sentence);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "libcublasLt.so.12: cannot open shared object file: No such file or directory|the library libcublasLt.so.12 is missing; install CUDA 12",
                "libcudnn.so.9: cannot open shared object file: No such file or directory|the library libcudnn.so.9 is missing; install cuDNN 9",
                "libcuda.so.1: cannot open shared object file: No such file or directory|the library libcuda.so.1 is missing; install the NVIDIA driver",
                "libonnxruntime_providers_shared.so: cannot open shared object file|is missing; build with -P cuda"
            })
    void shouldNameTheMissingLibraryAndTheRemedy(String cause, String sentence) {
        // Given
        String message =
                "/onnxruntime_src/onnxruntime/core/session/provider_bridge_ort.cc:1952 [ONNXRuntimeError] : 1 : FAIL : Failed to load library libonnxruntime_providers_cuda.so with error: "
                        + cause;
        // When / Then
        assertThat(CudaErrors.explain(message, 0)).contains(sentence).doesNotContain("provider_bridge");
    }

    @Test
    void shouldNameTheMissingLibraryOnWindows() {
        // Given
        String message =
                "[ONNXRuntimeError] : 1 : FAIL : Error loading \"C:\\ort\\onnxruntime_providers_cuda.dll\" which depends on \"cublasLt64_12.dll\" which is missing. (Error 126)";
        // When / Then
        assertThat(CudaErrors.explain(message, 0))
                .startsWith("the library cublasLt64_12.dll is missing; install CUDA 12");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Unknown provider option: \"gpu_mem_limt\".|has no option gpu_mem_limt; remove the setting cuda.gpu_mem_limt",
                "Failed to parse provider option \"gpu_mem_limit\": invalid value x|does not take the setting cuda.gpu_mem_limit as it is: invalid value x; correct",
                "FAIL : provider_options_utils.h:187 Parse Failed to parse provider option \"arena_extend_strategy\": provider_options_utils.h:56 NameToEnum Failed to map enum name to value: kNonsense|does not take the setting cuda.arena_extend_strategy as it is: Failed to map enum name to value: kNonsense; correct",
                "Provider option of a kind not seen yet|does not take a setting under cuda.",
                "CUDA failure 35: CUDA driver version is insufficient for CUDA runtime version|driver is too old",
                "CUDA failure 101: invalid device ordinal ; GPU=32767|there is no GPU cuda:5",
                "CUDA failure 100: no CUDA-capable device is detected|shows no GPU",
                "Failed to find CUDA shared provider|own library for CUDA is missing; build with -P cuda",
                "CUDA execution provider is not enabled in this build.|for CPUs only; build with -P cuda",
                "Failed to allocate memory for requested buffer of size 9|does not suffice for one image",
                "something new|ONNX Runtime says: something new; check"
            })
    void shouldSayWhyCudaDoesNotStart(String message, String sentence) {
        assertThat(CudaErrors.explain(message, 5)).contains(sentence);
    }
}
