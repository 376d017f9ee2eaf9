package io.maskstream.worker.pipeline;

import io.maskstream.imaging.ImageHeader;
import io.maskstream.schemas.event.ClassArea;
import io.maskstream.schemas.event.EncodedMask;
import io.maskstream.schemas.event.FailureEvent;
import io.maskstream.schemas.event.ImageInfo;
import io.maskstream.schemas.event.MaskEvent;
import io.maskstream.schemas.event.ModelInfo;
import io.maskstream.worker.source.reading.PublicUri;
import java.time.Clock;
import java.util.List;

/** Events about one request. */
record Outcomes(ImageRequest request, ModelInfo model, Clock clock) {

    MaskEvent mask(ImageHeader image, String sha256, EncodedMask mask, List<ClassArea> classes) {
        return new MaskEvent(
                request.imageId(),
                PublicUri.of(request.uri()),
                new ImageInfo(
                        image.orientedWidth(),
                        image.orientedHeight(),
                        image.format().wireName(),
                        sha256),
                mask,
                classes,
                model,
                clock.instant(),
                request.attributes());
    }

    FailureEvent failure(StageFailure failure) {
        return new FailureEvent(
                request.imageId(),
                PublicUri.of(request.uri()),
                failure.reason(),
                String.valueOf(failure.getMessage()),
                request.attempt(),
                request.source(),
                clock.instant(),
                request.attributes());
    }
}
