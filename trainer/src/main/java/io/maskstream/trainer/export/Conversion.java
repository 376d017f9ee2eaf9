package io.maskstream.trainer.export;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnxruntime.OrtException;
import com.google.protobuf.InvalidProtocolBufferException;
import io.maskstream.trainer.data.Samples;
import io.maskstream.trainer.evaluation.Evaluation;
import io.maskstream.trainer.evaluation.ExportedModel;
import io.maskstream.trainer.precision.Precision;
import io.maskstream.trainer.storage.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntConsumer;
import tools.jackson.databind.json.JsonMapper;

/**
 * Brings a model into a precision, and refuses what would give other masks.
 *
 * @param calibration training images, which int8 learns its ranges from
 * @param leastAgreement share of the pixels that must keep their class, 0 to 1
 */
public record Conversion(Precision precision, Samples calibration, double leastAgreement) {
    private static final String VALIDATION = "maskstream.validation";

    public Conversion {
        if (leastAgreement < 0 || leastAgreement > 1) {
            throw new IllegalArgumentException("--min-agreement must be 0 to 1, not " + leastAgreement);
        }
    }

    /**
     * What came of it.
     *
     * @param agreement share of the validation images' pixels that have the class that float32 gives them, 0 to 1
     * @param before what the float32 graph makes of the validation images
     * @param evaluation what the converted graph makes of them
     */
    public record Converted(
            ModelProto model, Precision precision, double agreement, Evaluation before, Evaluation evaluation) {
        /** @param properties what the file says of itself, besides precision and agreement */
        void write(Map<String, String> properties, Path file) throws IOException {
            var all = new LinkedHashMap<>(properties);
            all.put("maskstream.precision", precision.name().toLowerCase(Locale.ROOT));
            var figures = JsonMapper.shared().createObjectNode();
            figures.put("images", evaluation.images());
            figures.put("pixelsAgreeing", agreement);
            figures.put("meanIoUOfFloat32", before.confusion().meanIntersectionOverUnion());
            figures.put("meanIoU", evaluation.confusion().meanIntersectionOverUnion());
            all.put("maskstream.agreement", figures.toString());
            ModelProto.Builder written = model.toBuilder().clearMetadataProps();
            all.forEach((name, value) ->
                    written.addMetadataPropsBuilder().setKey(name).setValue(value));
            AtomicFile.write(file, List.of(written.build().toByteString().asReadOnlyByteBuffer()));
        }
    }

    /** Of a model that was exported before; the file says of itself what the old one said. */
    public Converted convert(Path old, Samples samples, Path file, IntConsumer progress) throws IOException {
        try {
            ModelProto model = ModelProto.parseFrom(Files.readAllBytes(old));
            var properties = new LinkedHashMap<String, String>();
            for (StringStringEntryProto property : model.getMetadataPropsList()) {
                properties.put(property.getKey(), property.getValue());
            }
            Converted converted = convert(model, samples, progress);
            properties.put(VALIDATION, converted.evaluation().json().toString());
            converted.write(properties, file);
            return converted;
        } catch (InvalidProtocolBufferException | OrtException e) {
            throw new IOException("%s is not an ONNX model that can be run: %s".formatted(old, e.getMessage()), e);
        } catch (IllegalArgumentException e) {
            throw new IOException(
                    "%s cannot be brought into %s: %s".formatted(old, precision.name(), e.getMessage()), e);
        }
    }

    Converted convert(ModelProto model, Samples samples, IntConsumer progress) throws OrtException, IOException {
        Evaluation before;
        try (var old = ExportedModel.open(model)) {
            before = Evaluation.of(old, samples, progress);
            if (precision == Precision.FP32) {
                return new Converted(model, precision, 1, before, before);
            }
            if (samples.count() == 0) {
                throw new IOException(
                        "%s cannot be compared with float32 without a validation image; nothing was written"
                                .formatted(precision));
            }
            ModelProto converted = precision.convert(model, calibration);
            try (var fresh = ExportedModel.open(converted)) {
                Evaluation after = Evaluation.of(fresh, samples, progress);
                var result = new Converted(converted, precision, agreement(old, fresh, samples), before, after);
                requireAlike(result);
                return result;
            }
        }
    }

    private static double agreement(ExportedModel old, ExportedModel fresh, Samples samples) {
        long same = 0;
        var pixels = samples.pixels().duplicate();
        for (int index = 0; index < samples.count(); index++) {
            byte[] expected =
                    old.predict(pixels.position(index * samples.imageBytes())).mask();
            byte[] mask = fresh.predict(pixels).mask();
            for (int pixel = 0; pixel < mask.length; pixel++) {
                same += mask[pixel] == expected[pixel] ? 1 : 0;
            }
        }
        return (double) same / ((long) samples.count() * samples.labelBytes());
    }

    private void requireAlike(Converted converted) throws IOException {
        double lost = converted.before().confusion().meanIntersectionOverUnion()
                - converted.evaluation().confusion().meanIntersectionOverUnion();
        if (converted.agreement() < leastAgreement || lost > precision.mostLoss()) {
            throw new IOException(
                    "%s gives %.2f%% of the pixels the class that float32 gives them, and loses %.2f points of mean IoU; at least %.2f%% are wanted (--min-agreement), and at most %.2f points lost; nothing was written"
                            .formatted(
                                    precision.name(),
                                    100 * converted.agreement(),
                                    100 * lost,
                                    100 * leastAgreement,
                                    100 * precision.mostLoss()));
        }
    }
}
