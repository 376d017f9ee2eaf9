package io.maskstream.trainer.precision;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnxruntime.OrtException;
import io.maskstream.trainer.data.Samples;

/** The numbers that a model file computes in. */
public enum Precision {
    FP32(1, 0),
    /** For GPUs: half the memory, and twice the speed where there are tensor cores. */
    FP16(0.995, 0.005),
    /** For processors: eight bits, in sums of 32. */
    INT8(0.97, 0.005);

    private final double leastAgreement;
    private final double mostLoss;

    Precision(double leastAgreement, double mostLoss) {
        this.leastAgreement = leastAgreement;
        this.mostLoss = mostLoss;
    }

    /** Share of the pixels that must get the class that they get in float32, 0 to 1. */
    public double leastAgreement() {
        return leastAgreement;
    }

    /** How much of the mean IoU may be lost, 0 to 1. */
    public double mostLoss() {
        return mostLoss;
    }

    /**
     * The same model in this precision.
     *
     * @param model in float32, as {@code export} writes the fast graph
     * @param calibration training images, which ranges are learned from
     * @throws IllegalArgumentException with a sentence where the graph has what cannot be converted
     */
    public ModelProto convert(ModelProto model, Samples calibration) throws OrtException {
        return switch (this) {
            case FP32 -> model;
            case FP16 -> new HalfPrecision(model).converted();
            case INT8 -> new Quantizer(model, Calibration.of(model, calibration)).quantized();
        };
    }
}
