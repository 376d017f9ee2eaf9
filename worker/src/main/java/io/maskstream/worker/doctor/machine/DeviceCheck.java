package io.maskstream.worker.doctor.machine;

import io.maskstream.imaging.ImageDecoder;
import io.maskstream.worker.doctor.Check;
import io.maskstream.worker.doctor.Finding;
import java.util.List;

/** Which device a worker would use, and whether the native libraries load: ONNX Runtime for the model, OpenCV for the images. */
public record DeviceCheck(ModelTrial trial) implements Check {
    private static final String REMEDY =
            "run on x86-64 or aarch64 with glibc, with a temporary folder from which libraries may be loaded (see disk)";

    @Override
    public String name() {
        return "device";
    }

    @Override
    public List<String> after() {
        return List.of(JavaCheck.NAME);
    }

    @Override
    public Finding look() {
        try {
            new ImageDecoder(1).warmUp();
        } catch (LinkageError libraries) {
            return Finding.fail("OpenCV's library does not load: " + Causes.root(libraries), REMEDY);
        }
        var result = trial.result();
        if (result instanceof ModelTrial.NotLoaded libraries) {
            return Finding.fail("ONNX Runtime's library does not load: " + libraries.why(), REMEDY);
        }
        if (result instanceof ModelTrial.NoDevice none) {
            return Finding.fail(none.sentence(), "set device=auto, which takes the CPU where CUDA does not work");
        }
        if (result instanceof ModelTrial.Opened opened) {
            var device = opened.device();
            return Finding.ok("%s; ONNX Runtime and OpenCV load%s"
                    .formatted(
                            device.name(),
                            device.fallback().map(why -> ". " + why).orElse("")));
        }
        return Finding.skipped("OpenCV loads; without a model no device was tried");
    }
}
