package io.maskstream.trainer.pytorch;

import java.util.regex.Pattern;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Where PyTorch computes.
 *
 * @param name as PyTorch has it: {@code cpu}, or {@code cuda:N} with the number of the GPU
 */
public record TorchDevice(String name) {
    public static final TorchDevice CPU = new TorchDevice("cpu");

    private static final Pattern CUDA = Pattern.compile("cuda(:(\\d{1,2}))?");

    /** What PyTorch sees of GPUs. */
    interface Gpus {
        /** Whether this PyTorch was built for them at all. */
        boolean built();

        int count();
    }

    /**
     * @param asked {@code cpu}; {@code cuda} or {@code cuda:N}, that GPU or none; or {@code auto}, the first GPU where there is one
     * @throws IllegalArgumentException with a sentence where there is no such device, and what would give one
     */
    public static TorchDevice of(String asked) {
        return of(asked, new Gpus() {
            @Override
            public boolean built() {
                return TorchDevice.class.getResource("/org/bytedeco/pytorch/linux-x86_64-gpu/libtorch_cuda.so") != null;
            }

            @Override
            public int count() {
                return torch.cuda_is_available() ? torch.cuda_device_count() : 0;
            }
        });
    }

    static TorchDevice of(String asked, Gpus gpus) {
        if (asked.equals("cpu")) {
            return CPU;
        }
        if (asked.equals("auto")) {
            return gpus.count() > 0 ? new TorchDevice("cuda:0") : CPU;
        }
        var cuda = CUDA.matcher(asked);
        if (!cuda.matches()) {
            throw new IllegalArgumentException("--device must be auto, cpu, cuda or cuda:N, not " + asked);
        }
        int number = cuda.group(2) == null ? 0 : Integer.parseInt(cuda.group(2));
        if (!gpus.built()) {
            throw new IllegalArgumentException(
                    "--device %s: this trainer was built for processors alone; MASKSTREAM_CUDA=1 ./maskstream train … builds one for NVIDIA GPUs (Linux on x86-64 with CUDA 13 and cuDNN 9), or use --device cpu"
                            .formatted(asked));
        }
        if (number >= gpus.count()) {
            throw new IllegalArgumentException(
                    "--device %s: PyTorch sees %s; nvidia-smi lists what the driver knows; --device cpu does without"
                            .formatted(asked, gpus.count() == 0 ? "no GPU" : gpus.count() + " GPU, numbered from 0"));
        }
        return new TorchDevice("cuda:" + number);
    }

    public boolean isCpu() {
        return equals(CPU);
    }

    /** The tensor there, in the caller's scope; the same one where it is there already. */
    public Tensor place(Tensor tensor) {
        return isCpu() ? tensor : tensor.to(new Device(name), tensor.scalar_type());
    }
}
