package io.maskstream.trainer.report;

import io.maskstream.trainer.training.EpochFigures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a run's folder tells of the run, finished or not.
 *
 * @param settings by name, as {@code config.json} has them
 * @param history of all epochs so far; not empty
 */
public record RecordedRun(Path folder, Map<String, String> settings, List<EpochFigures> history) {
    private static final JsonMapper JSON = JsonMapper.shared();

    /** Whether a run has begun in the folder, and has not finished an epoch yet. */
    public static boolean isInFirstEpoch(Path folder) {
        return Files.exists(folder.resolve(RunReport.CONFIG)) && !Files.exists(folder.resolve(RunReport.HISTORY));
    }

    /** @throws IOException with a sentence where the folder holds no run, or no epoch of it */
    public static RecordedRun read(Path folder) throws IOException {
        Path config = folder.resolve(RunReport.CONFIG);
        Path history = folder.resolve(RunReport.HISTORY);
        if (!Files.exists(config) || !Files.exists(history)) {
            throw new IOException("%s holds no run with a finished epoch: %s is missing"
                    .formatted(folder, Files.exists(config) ? history : config));
        }
        try {
            Map<String, String> settings =
                    JSON.readValue(Files.readString(config), new TypeReference<TreeMap<String, String>>() {});
            List<EpochFigures> epochs = Files.readAllLines(history).stream()
                    .map(line -> JSON.readValue(line, EpochFigures.class))
                    .toList();
            if (epochs.isEmpty()) {
                throw new IOException(history + " is empty");
            }
            return new RecordedRun(folder, settings, epochs);
        } catch (JacksonException e) {
            throw new IOException("%s cannot be read: %s".formatted(folder, e.getOriginalMessage()), e);
        }
    }

    /** The epoch of the highest mean IoU. */
    public EpochFigures best() {
        return history.stream()
                .max(Comparator.comparingDouble(EpochFigures::meanIou))
                .orElseThrow();
    }

    /** Time in all epochs, in seconds. */
    public double seconds() {
        return history.stream().mapToDouble(EpochFigures::seconds).sum();
    }

    /** Validation images with truth and prediction; may be missing. */
    Path sheet() {
        return folder.resolve(RunReport.SHEET);
    }
}
