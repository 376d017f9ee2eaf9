package io.maskstream.worker.pipeline;

import io.maskstream.imaging.ImageDecoder;
import io.maskstream.schemas.event.SourceRecord;
import io.maskstream.worker.mask.MaskConfig;
import io.maskstream.worker.mask.MaskEdges;
import io.maskstream.worker.mask.MaskEncoding;
import io.maskstream.worker.mask.MaskSize;
import io.maskstream.worker.mask.store.MaskStore;
import io.maskstream.worker.pipeline.stage.StagesConfig;
import io.maskstream.worker.source.reading.ImageSource;
import io.maskstream.worker.testing.TestModels;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Pipelines over images of a test, at a moment that does not pass, for sources of up to a million pixels. */
final class Pipelines {
    static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");
    static final SourceRecord RECORD = new SourceRecord("maskstream.images", 3, 42);
    static final MaskConfig PNG = config(MaskEncoding.PNG, MaskSize.IMAGE, MaskEdges.SMOOTH);

    static final StagesConfig STAGES = new StagesConfig(4, 2, 2, 64 * 1024 * 1024);

    private Pipelines() {}

    static MaskConfig config(MaskEncoding encoding, MaskSize size, MaskEdges edges) {
        return new MaskConfig(encoding, size, edges, 1_000_000);
    }

    static OpenPipeline open(ImageSource images, TestModels model, MaskConfig config, Path folder) throws Exception {
        return open(images, model, config, STAGES, folder);
    }

    static OpenPipeline open(ImageSource images, TestModels model, MaskConfig config, StagesConfig stages, Path folder)
            throws Exception {
        return open(images, model, config, null, stages, folder);
    }

    static OpenPipeline open(
            ImageSource images,
            TestModels model,
            MaskConfig config,
            @Nullable MaskStore store,
            StagesConfig stages,
            Path folder)
            throws Exception {
        return new OpenPipeline(
                images,
                new ImageDecoder(1_000_000),
                model.writeTo(folder),
                config,
                store,
                stages,
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    static ImageRequest request(String uri) {
        return new ImageRequest("image-1", uri, Map.of(), RECORD, 1);
    }
}
