package io.maskstream.worker.cli;

import io.maskstream.imaging.ImageWriter;
import io.maskstream.imaging.RgbImage;
import io.maskstream.schemas.event.SourceRecord;
import io.maskstream.worker.cli.common.CommandFailure;
import io.maskstream.worker.cli.wiring.RunningWorker;
import io.maskstream.worker.config.SettingValue;
import io.maskstream.worker.config.SettingValues;
import io.maskstream.worker.config.SettingsException;
import io.maskstream.worker.config.WorkerConfig;
import io.maskstream.worker.pipeline.ImageRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * A start without Kafka, so that Java can write down the classes that a start loads ({@code -XX:ArchiveClassesAtExit}, JEP 350) and share them with the
 * starts to come: to load them takes about a quarter of a start.
 */
@Command(
        name = "rehearse",
        hidden = true,
        description = {
            "Loads what a worker loads at its start, without Kafka, makes one mask, and ends. With Java's option -XX:ArchiveClassesAtExit=FILE an archive of the classes is left, with which -XX:SharedArchiveFile=FILE starts a worker in three quarters of the time."
        },
        mixinStandardHelpOptions = true)
final class RehearseCommand implements Callable<Integer> {
    /** Nobody listens on the loopback's port 1, and nobody is asked to. */
    private static final String NOBODY = "127.0.0.1:1";

    private static final int SIDE = 64;
    private static final Duration LONGEST_IMAGE = Duration.ofSeconds(60);
    private static final Duration SEARCH_FOR_BROKERS = Duration.ofSeconds(1);

    @Option(names = "--model", paramLabel = "FILE", description = "the ONNX model to load (default: a worker's)")
    private @Nullable Path model;

    @Override
    public Integer call() throws SettingsException, CommandFailure, IOException, InterruptedException {
        Path state = Files.createTempDirectory("maskstream-rehearsal");
        try (var worker = RunningWorker.withoutKafka(config(state))) {
            var answered = new CountDownLatch(1);
            worker.segmenter().segment(drawnImage(), () -> false, mask -> answered.countDown());
            if (!answered.await(LONGEST_IMAGE.toSeconds(), TimeUnit.SECONDS)) {
                throw new CommandFailure("no image was answered within %d s".formatted(LONGEST_IMAGE.toSeconds()));
            }
            worker.awaitReady(SEARCH_FOR_BROKERS);
        } finally {
            delete(state);
        }
        return CommandLine.ExitCode.OK;
    }

    private WorkerConfig config(Path state) throws SettingsException {
        var settings = new LinkedHashMap<>(Map.of(
                "kafka.bootstrap.servers", NOBODY, "state.dir", state.toString(), "http.port", "0", "device", "cpu"));
        if (model != null) {
            settings.put("model", model.toString());
        }
        var flags = new LinkedHashMap<String, SettingValue>();
        settings.forEach((key, value) -> flags.put(key, new SettingValue(value, "rehearse")));
        return WorkerConfig.of(SettingValues.load(null, Map.of(), flags, List.of()));
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static ImageRequest drawnImage() {
        byte[] jpeg = ImageWriter.jpeg(new RgbImage(SIDE, SIDE, new byte[SIDE * SIDE * 3]), 90);
        return new ImageRequest(
                "rehearsal",
                "data:image/jpeg;base64," + Base64.getEncoder().encodeToString(jpeg),
                Map.of(),
                new SourceRecord("rehearsal", 0, 0),
                1);
    }
}
