package io.maskstream.trainer.cli;

import io.maskstream.trainer.data.Samples;
import io.maskstream.trainer.data.Split;
import io.maskstream.trainer.network.NetworkDefinition;
import io.maskstream.trainer.network.Networks;
import io.maskstream.trainer.network.TorchNetwork;
import io.maskstream.trainer.network.TorchNetwork.Precision;
import io.maskstream.trainer.report.RunReport;
import io.maskstream.trainer.report.SummaryTable;
import io.maskstream.trainer.training.Trainer;
import io.maskstream.trainer.training.TrainingConfig;
import io.maskstream.trainer.training.Validation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Trains a network, and leaves a folder with checkpoints, figures and pictures. */
@Command(
        name = "train",
        description = {
            "Train the segmentation network on Oxford-IIIT Pets.",
            "Goes on where it stopped when the output folder holds an unfinished run."
        })
final class TrainCommand implements Callable<Integer> {
    static final int CLASSES = 3;

    @Mixin
    private DataOptions data = new DataOptions();

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder of the run.")
    private Path out = Path.of("");

    @Option(names = "--batch", paramLabel = "N", description = "Images in one step (default: ${DEFAULT-VALUE}).")
    private int batch = TrainingConfig.DEFAULT_BATCH;

    @Option(names = "--epochs", paramLabel = "N", description = "Passes over the data (default: ${DEFAULT-VALUE}).")
    private int epochs = TrainingConfig.DEFAULT_EPOCHS;

    @Option(names = "--learning-rate", paramLabel = "RATE", description = "Of RMSprop (default: ${DEFAULT-VALUE}).")
    private double learningRate = TrainingConfig.DEFAULT_LEARNING_RATE;

    @Option(names = "--seed", paramLabel = "N", description = "Of weights and batches (default: ${DEFAULT-VALUE}).")
    private long seed = Split.LESSON_SEED;

    @Option(
            names = "--precision",
            paramLabel = "TYPE",
            description = "float32 or bfloat16, faster where the processor has it (default: ${DEFAULT-VALUE}).")
    private String precision = "float32";

    @Option(names = "--threads", paramLabel = "N", description = "Processor threads (default: one for each core).")
    private @Nullable Integer threads;

    private final Console console;

    TrainCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        int cores = Runtime.getRuntime().availableProcessors();
        var config =
                new TrainingConfig(batch, epochs, learningRate, seed, precision(), threads == null ? cores : threads);
        NetworkDefinition definition = Networks.lesson(Networks.LESSON_SIZE, Networks.LESSON_SIZE, CLASSES);
        Split split = data.split(console);
        Files.createDirectories(out);
        Map<String, String> facts = new RunFacts(definition.name(), split, config).asMap();
        RunFacts.requireSameRun(out.resolve(Trainer.LAST), facts);
        console.print(SummaryTable.of(definition));
        Samples training = data.read(console, "training images", split.training(), definition);
        Samples judged = data.read(console, "validation images", split.validation(), definition);
        if (training.count() == 0 || judged.count() == 0) {
            throw new IOException("no usable images are left on one side of the split: %d to train, %d to validate"
                    .formatted(training.count(), judged.count()));
        }
        var report = new RunReport(out, judged);
        try (var network = new TorchNetwork(definition, seed)) {
            console.print("training %s on %d images, validating on %d, batch %d, %d epochs, %d threads%n"
                    .formatted(definition.name(), training.count(), judged.count(), batch, epochs, config.threads()));
            var progress =
                    new TrainingProgress(console, report, indices -> Validation.predict(network, judged, indices));
            new Trainer(network, training, judged, config, facts, out, progress).run();
        }
        console.print(
                "best weights: %s%nloss curves:  %s%nsheet:        %s%nnext: ./maskstream export --run %s --data %s --out %s%n"
                        .formatted(
                                out.resolve(Trainer.BEST),
                                out.resolve(RunReport.CURVES),
                                out.resolve(RunReport.SHEET),
                                out,
                                data.folder(),
                                out.resolve("lesson.onnx")));
        return 0;
    }

    private Precision precision() {
        return switch (precision) {
            case "float32" -> Precision.FLOAT32;
            case "bfloat16" -> Precision.BFLOAT16;
            default -> throw new IllegalArgumentException("--precision must be float32 or bfloat16, not " + precision);
        };
    }
}
