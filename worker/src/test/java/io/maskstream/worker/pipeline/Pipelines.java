package io.maskstream.worker.pipeline;

import io.maskstream.imaging.ImageDecoder;
import io.maskstream.schemas.event.SourceRecord;
import io.maskstream.worker.inference.InferenceConfig;
import io.maskstream.worker.inference.InferenceObserver;
import io.maskstream.worker.inference.SegmentationModel;
import io.maskstream.worker.inference.device.DeviceException;
import io.maskstream.worker.inference.model.ModelContractException;
import io.maskstream.worker.testing.TestModels;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;

/** Pipelines over images of a test, at a moment that does not pass, for sources of up to a million pixels. */
final class Pipelines {
    static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");
    static final SourceRecord RECORD = new SourceRecord("maskstream.images", 3, 42);
    static final MaskConfig PNG = config(MaskEncoding.PNG, MaskSize.IMAGE, MaskEdges.SMOOTH);

    private Pipelines() {}

    static MaskConfig config(MaskEncoding encoding, MaskSize size, MaskEdges edges) {
        return new MaskConfig(encoding, size, edges, 1_000_000);
    }

    static ImagePipeline open(Images images, TestModels model, MaskConfig config, Path folder)
            throws ModelContractException, DeviceException {
        return new ImagePipeline(
                images,
                new ImageDecoder(1_000_000),
                SegmentationModel.open(model.writeTo(folder), InferenceConfig.onCpu(1), InferenceObserver.NONE),
                config,
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    static ImageRequest request(String uri) {
        return new ImageRequest("image-1", uri, Map.of(), RECORD);
    }
}
