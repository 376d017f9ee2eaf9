package io.maskstream.trainer.cli;

import io.maskstream.trainer.data.Samples;
import io.maskstream.trainer.data.Split;
import io.maskstream.trainer.export.Exporter;
import io.maskstream.trainer.export.ModelCard;
import io.maskstream.trainer.export.ModelProperties;
import io.maskstream.trainer.network.NetworkDefinition;
import io.maskstream.trainer.network.Networks;
import io.maskstream.trainer.training.Checkpoint;
import io.maskstream.trainer.training.Trainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes the best weights of a run as a model file for workers, with its card. */
@Command(
        name = "export",
        description = {
            "Write the best weights of a run as an ONNX model for workers, with a model card beside it.",
            "The file is compared with the trainer on random and on real images before it is written."
        })
final class ExportCommand implements Callable<Integer> {
    private static final String PETS =
            "Oxford-IIIT Pet Dataset (Parkhi, Vedaldi, Zisserman, Jawahar, 2012), CC BY-SA 4.0";

    @Mixin
    private DataOptions data = new DataOptions();

    @Option(names = "--run", required = true, paramLabel = "DIR", description = "Folder that train wrote.")
    private Path run = Path.of("");

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "Model file, such as lesson.onnx.")
    private Path out = Path.of("");

    @Option(
            names = "--graph",
            paramLabel = "KIND",
            description =
                    "fast: rewritten for speed, with the same results; plain: a node for each layer (default: ${DEFAULT-VALUE}).")
    private String graph = "fast";

    @Option(
            names = "--model-version",
            paramLabel = "TEXT",
            description = "Version that masks will carry (default: ${DEFAULT-VALUE}).")
    private String version = "1";

    @Option(
            names = "--dataset",
            paramLabel = "TEXT",
            description = "What it learned from, for people (default: ${DEFAULT-VALUE}).")
    private String dataset = PETS;

    @Option(
            names = "--licence",
            paramLabel = "SPDX",
            description = "Licence of the weights (default: ${DEFAULT-VALUE}, the data's own).")
    private String licence = "CC-BY-SA-4.0";

    private final Console console;

    ExportCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        Path weights = run.resolve(Trainer.BEST);
        if (!Files.exists(weights)) {
            throw new IOException("%s does not exist: --run must name a folder that train wrote".formatted(weights));
        }
        Checkpoint checkpoint = Checkpoint.read(weights);
        NetworkDefinition network = Networks.named(
                checkpoint.facts().getOrDefault(RunFacts.NETWORK, Networks.LESSON),
                Networks.LESSON_SIZE,
                Networks.LESSON_SIZE,
                TrainCommand.CLASSES);
        Split split = data.split(console);
        requireSameSplit(split, checkpoint);
        Samples validation = data.read(console, "validation images", split.validation(), network);
        var properties = new ModelProperties(version, dataset, licence, SourceCommit.find());
        Path folder = out.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Exporter.Exported exported;
        try (var bar = console.bar("evaluating", validation.count())) {
            exported = new Exporter(network, checkpoint).export(graph, validation, properties, out, bar::to);
        }
        var card = new ModelCard(network, Checkpoint.read(run.resolve(Trainer.LAST)), checkpoint, properties, exported);
        card.write(out);
        console.print(String.format(
                Locale.ROOT,
                "agreement with the trainer: %.1e on random images, %.1e on %d photographs (at most 1e-5)%n",
                exported.agreement().random(),
                exported.agreement().real(),
                exported.agreement().photographs()));
        console.print(Figures.table(exported.evaluation()));
        console.print("model: %s (%.1f MB)%ncard:  %s%n".formatted(out, Files.size(out) / 1e6, ModelCard.fileFor(out)));
        return 0;
    }

    private void requireSameSplit(Split split, Checkpoint checkpoint) throws IOException {
        if (!RunFacts.fingerprint(split).equals(checkpoint.facts().get(RunFacts.SPLIT))) {
            throw new IOException(
                    "%s was trained on another split than that of %s: its validation images would not be unseen ones; give the --data and --validation that it was trained with"
                            .formatted(run, data.folder()));
        }
    }
}
