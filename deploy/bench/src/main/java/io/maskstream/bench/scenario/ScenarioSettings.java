package io.maskstream.bench.scenario;

import io.maskstream.bench.bare.SessionDevice;
import io.maskstream.bench.load.Images;
import io.maskstream.standalone.broker.EmbeddedBroker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the user asked for.
 *
 * @param quick whether each scenario has to end within a minute
 * @param models folder of the models that come with Maskstream
 * @param model one model instead of those, or null
 * @param duration of one measurement, or null for the scenario's own
 * @param rounds how often contestants take turns, or 0 for the scenario's own
 * @param count images of a long run, or 0 for the scenario's own
 * @param window images in flight for each partition
 * @param device of bare sessions; workers are told the same in {@code worker}
 * @param worker settings of each worker by key, beyond the scenario's own
 * @param javaOptions of each worker, beyond the scenario's own
 * @param folder for everything that a run leaves behind; goes when the command ends
 */
public record ScenarioSettings(
        boolean quick,
        Images images,
        Path models,
        @Nullable Path model,
        @Nullable Duration duration,
        int rounds,
        int count,
        int window,
        SessionDevice device,
        Map<String, String> worker,
        List<String> javaOptions,
        Path folder) {
    /** The worker's compiler takes a good part of a core for so long, which a worker of days does not see. */
    private static final Duration LONGEST_COMPILING = Duration.ofSeconds(75);

    public ScenarioSettings {
        worker = Map.copyOf(worker);
        javaOptions = List.copyOf(javaOptions);
    }

    /**
     * A model that is served in earnest.
     *
     * @param name in results, that of its file
     */
    record NamedModel(String name, Path file) {}

    /** The models to measure: the user's, or else the lesson's and, where there is one, the best. */
    List<NamedModel> realModels() {
        if (model != null) {
            return List.of(named(model));
        }
        var all = new ArrayList<NamedModel>();
        all.add(named(models.resolve("lesson.onnx")));
        if (Files.exists(models.resolve("best.onnx"))) {
            all.add(named(models.resolve("best.onnx")));
        }
        return all;
    }

    /** The user's model, or all that come with Maskstream and that a worker can be told to serve. */
    List<NamedModel> shippedModels() {
        var all = new ArrayList<>(realModels());
        if (model == null && Files.exists(models.resolve("best-int8.onnx"))) {
            all.add(named(models.resolve("best-int8.onnx")));
        }
        return all;
    }

    private static NamedModel named(Path file) {
        String name = file.getFileName().toString();
        return new NamedModel(name.endsWith(".onnx") ? name.substring(0, name.length() - 5) : name, file);
    }

    Duration duration(Duration usual, Duration quickly) {
        return duration != null ? duration : quick ? quickly : usual;
    }

    /** How long a worker works before what it does counts. */
    Duration warmUp(Duration quickly) {
        return quick ? quickly : LONGEST_COMPILING;
    }

    /** How long a broker is measured with: a short one would be done before it was compiled well. */
    EmbeddedBroker.Life brokerLife() {
        return quick ? EmbeddedBroker.Life.SHORT : EmbeddedBroker.Life.LONG;
    }

    int rounds(int usual, int quickly) {
        return rounds > 0 ? rounds : quick ? quickly : usual;
    }

    static int cores() {
        return Runtime.getRuntime().availableProcessors();
    }
}
