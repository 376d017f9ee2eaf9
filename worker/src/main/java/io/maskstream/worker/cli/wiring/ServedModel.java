package io.maskstream.worker.cli.wiring;

import io.maskstream.schemas.event.ModelInfo;
import io.maskstream.worker.inference.SegmentationModel;
import io.maskstream.worker.telemetry.Health;
import io.maskstream.worker.telemetry.Meters;

/** The model of a worker as it is shown to people and programs. Does not own it. */
record ServedModel(SegmentationModel model) {
    /** Its part in {@link Health}. */
    static final String PART = "model";

    /** Tells what is served, on what device, and why on no better one. */
    void describe(Meters meters, Health health) {
        var description = model.description();
        meters.model(new ModelInfo(description.name(), description.version(), description.sha256()));
        meters.device(device());
        health.report(
                PART,
                Health.Status.UP,
                model.device()
                        .fallback()
                        .map(why -> "%s on %s. %s".formatted(name(), device(), why))
                        .orElseGet(() -> name() + " on " + device()));
    }

    /** With its version. */
    String name() {
        return model.description().name() + ":" + model.description().version();
    }

    String device() {
        return model.device().name();
    }
}
