package io.maskstream.worker.client;

import io.maskstream.schemas.event.ClassArea;
import io.maskstream.schemas.event.FailureEvent;
import io.maskstream.schemas.event.ImageInfo;
import io.maskstream.schemas.event.LatencyEvent;
import io.maskstream.schemas.event.MaskEvent;
import io.maskstream.schemas.event.ModelInfo;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One line of {@code results.jsonl}: a mask or a failure, and where the time went.
 *
 * @param latency null where there is none: the record was no image event, or its latency was not read
 */
public record ResultLine(
        String imageId,
        @Nullable MaskFiles mask,
        @Nullable FailureEvent failure,
        @Nullable LatencyEvent latency) {

    /**
     * A mask event whose mask lies in a file.
     *
     * @param file path of the PNG under the results' folder, or null where the mask could not be read
     * @param overlay path of the JPEG under the results' folder, or null where the image could not be read again
     * @param width of the mask, in pixels
     * @param height of the mask, in pixels
     */
    public record MaskFiles(
            @Nullable String file,
            @Nullable String overlay,
            int width,
            int height,
            String uri,
            ImageInfo image,
            List<ClassArea> classes,
            ModelInfo model,
            Instant segmentedAt,
            Map<String, String> attributes) {

        static MaskFiles of(MaskEvent event, @Nullable String file, @Nullable String overlay) {
            return new MaskFiles(
                    file,
                    overlay,
                    event.mask().width(),
                    event.mask().height(),
                    event.uri(),
                    event.image(),
                    event.classes(),
                    event.model(),
                    event.segmentedAt(),
                    event.attributes());
        }
    }
}
