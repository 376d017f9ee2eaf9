package io.maskstream.worker.doctor.machine;

import static java.util.Objects.requireNonNull;

import io.maskstream.worker.inference.InferenceConfig;
import io.maskstream.worker.inference.InferenceObserver;
import io.maskstream.worker.inference.SegmentationModel;
import io.maskstream.worker.inference.device.DeviceException;
import io.maskstream.worker.inference.device.DeviceReport;
import io.maskstream.worker.inference.model.ModelContractException;
import io.maskstream.worker.inference.model.ModelDescription;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Opens the model as a worker does, once for all checks that ask, and closes it. The only place here that knows how. */
public final class ModelTrial {
    private final Path file;
    private final InferenceConfig config;
    private @Nullable Result result;

    public ModelTrial(Path file, InferenceConfig config) {
        this.file = file;
        this.config = config;
    }

    /** How it went. */
    sealed interface Result permits Opened, Refused, NoDevice, NotLoaded {}

    /** @param device that it ran on */
    record Opened(ModelDescription description, DeviceReport device) implements Result {}

    /** @param sentence what is wrong with the model */
    record Refused(String sentence) implements Result {}

    /** @param sentence why the device that is asked for cannot be used */
    record NoDevice(String sentence) implements Result {}

    /** @param why the runtime's libraries do not load */
    record NotLoaded(String why) implements Result {}

    Path file() {
        return file;
    }

    Result result() {
        if (result == null) {
            result = open();
        }
        return requireNonNull(result);
    }

    private Result open() {
        try (var model = SegmentationModel.open(file, config, InferenceObserver.NONE)) {
            return new Opened(model.description(), model.device());
        } catch (ModelContractException refused) {
            return new Refused(String.valueOf(refused.getMessage()));
        } catch (DeviceException none) {
            return new NoDevice(String.valueOf(none.getMessage()));
        } catch (LinkageError libraries) {
            return new NotLoaded(Causes.root(libraries));
        }
    }
}
