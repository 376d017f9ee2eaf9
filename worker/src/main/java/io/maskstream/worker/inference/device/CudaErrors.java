package io.maskstream.worker.inference.device;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What ONNX Runtime's texts about CUDA mean: it has no error codes for them. */
public final class CudaErrors {
    static final String CPU_BUILD =
            "this build has ONNX Runtime for CPUs only; build with -P cuda (./mvnw -P cuda package), or set device=cpu";

    /** "libcublasLt.so.12: cannot open shared object file", and Windows' words for the same. */
    private static final Pattern MISSING_LIBRARY = Pattern.compile(
            "(lib[\\w-]+\\.so[.\\d]*): cannot open shared|depends on \"([^\"]+\\.dll)\" which is missing");

    private static final Pattern UNKNOWN_OPTION = Pattern.compile("[Uu]nknown provider option:? *\"?'?([\\w.-]+)");

    /** 'Failed to parse provider option "gpu_mem_limit": provider_options_utils.h:18 ParseValue Failed to parse value: x'. */
    private static final Pattern WRONG_VALUE =
            Pattern.compile("parse provider option \"([\\w.-]+)\": *(?:[\\w./]+:\\d+ [\\w()]+ )?(.*)", Pattern.DOTALL);

    /** The GPU's number is an option of the provider, so a GPU that is not there comes as an option of a wrong value. */
    private static final String DEVICE_ID = "device_id";

    /** cudaErrorMemoryAllocation is number 2. */
    private static final Pattern OUT_OF_MEMORY = Pattern.compile(
            "failed to allocate memory|out of memory|smaller than requested bytes|cuda (failure|error):? 2\\b|status_alloc_failed|bad_alloc");

    /**
     * After these a process can use the GPU no more: illegal address, assertion, and the failures of a kernel (700 to 720), a GPU that
     * is gone (46, 100, 101), broken memory (214, 220), a driver that is shutting down (4), and unknown (999).
     */
    private static final Pattern LOST =
            Pattern.compile("cuda (failure|error):? (4|46|100|101|214|220|7[01]\\d|720|999)\\b");

    private static final List<String> LOST_WORDS = List.of(
            "illegal memory access",
            "cudaerrorillegaladdress",
            "misaligned address",
            "illegal instruction",
            "device-side assert",
            "cudaerrorassert",
            "unspecified launch failure",
            "cudaerrorlaunchfailure",
            "launch timed out",
            "uncorrectable ecc",
            "cudnn_status_execution_failed",
            "cublas_status_execution_failed");

    private CudaErrors() {}

    /** Did the GPU's memory, or that which the arena may have of it, not suffice? A smaller batch may do. */
    public static boolean isOutOfMemory(String message) {
        return OUT_OF_MEMORY.matcher(message.toLowerCase(Locale.ROOT)).find();
    }

    /** Has this process lost the GPU, so that another has to do the work? */
    public static boolean isLost(String message) {
        String text = message.toLowerCase(Locale.ROOT);
        return LOST.matcher(text).find() || LOST_WORDS.stream().anyMatch(text::contains);
    }

    /** Is a setting under {@code cuda.} to blame? Then the worker must not go on without the GPU, for nobody would notice. */
    public static boolean isWrongOption(String message) {
        return message.toLowerCase(Locale.ROOT).contains("provider option") && !isOfDevice(message);
    }

    private static boolean isOfDevice(String message) {
        var value = WRONG_VALUE.matcher(message);
        return value.find() && value.group(1).equals(DEVICE_ID);
    }

    /** Why CUDA could not be started and what to do about it, a sentence without its full stop. */
    public static String explain(String message, int index) {
        var library = MISSING_LIBRARY.matcher(message);
        if (library.find()) {
            String name = library.group(1) != null ? library.group(1) : library.group(2);
            return "the library %s is missing; %s".formatted(name, remedy(name));
        }
        var option = UNKNOWN_OPTION.matcher(message);
        if (option.find()) {
            return "ONNX Runtime's CUDA provider has no option %s; remove the setting cuda.%s, or correct its name"
                    .formatted(option.group(1), option.group(1));
        }
        var value = WRONG_VALUE.matcher(message);
        if (value.find() && !value.group(1).equals(DEVICE_ID)) {
            return "ONNX Runtime does not take the setting cuda.%s as it is: %s; correct its value"
                    .formatted(value.group(1), value.group(2).strip());
        }
        if (isWrongOption(message)) {
            return "ONNX Runtime does not take a setting under cuda. as it is: %s; correct its value"
                    .formatted(message.strip());
        }
        String text = message.toLowerCase(Locale.ROOT);
        if (text.contains("not enabled in this build")) {
            return CPU_BUILD;
        }
        if (text.contains("find cuda shared provider")) {
            return "ONNX Runtime's own library for CUDA is missing; build with -P cuda, and where onnxruntime.native.path is set put all its libraries there";
        }
        if (text.contains("driver version is insufficient")) {
            return "the NVIDIA driver is too old for CUDA 12; install version 525 or newer";
        }
        if (text.contains("invalid device ordinal") || text.contains("invalid device id")) {
            return "there is no GPU cuda:%d; `nvidia-smi -L` lists those that there are, from 0".formatted(index);
        }
        if (text.contains("no cuda-capable device")) {
            return "the NVIDIA driver shows no GPU; check `nvidia-smi -L` and CUDA_VISIBLE_DEVICES, or start the container with --gpus all";
        }
        if (isOutOfMemory(message)) {
            return "the memory of cuda:%d does not suffice for one image; end what else uses it (`nvidia-smi` lists it), or raise cuda.gpu_mem_limit"
                    .formatted(index);
        }
        return "ONNX Runtime says: %s; check `nvidia-smi`, CUDA 12 and cuDNN 9, or set device=cpu"
                .formatted(message.strip());
    }

    private static String remedy(String library) {
        String name = library.toLowerCase(Locale.ROOT);
        if (name.contains("cudnn")) {
            return "install cuDNN 9 for CUDA 12 (libcudnn9-cuda-12 in NVIDIA's repository), and put its folder into LD_LIBRARY_PATH";
        }
        if (name.startsWith("libcuda.") || name.startsWith("nvcuda")) {
            return "install the NVIDIA driver, or start the container with --gpus all";
        }
        if (name.contains("onnxruntime")) {
            return "build with -P cuda, and put all of ONNX Runtime's libraries where onnxruntime.native.path points";
        }
        return "install CUDA 12's runtime libraries (cudart, cublas, curand and cufft, of NVIDIA's repository), and put their folder into LD_LIBRARY_PATH";
    }
}
