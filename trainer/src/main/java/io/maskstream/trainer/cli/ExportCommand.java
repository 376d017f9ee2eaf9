package io.maskstream.trainer.cli;

import io.maskstream.trainer.data.Samples;
import io.maskstream.trainer.data.Split;
import io.maskstream.trainer.evaluation.EvaluatedModel;
import io.maskstream.trainer.evaluation.EvaluationTable;
import io.maskstream.trainer.evaluation.ExportedModel;
import io.maskstream.trainer.export.Conversion;
import io.maskstream.trainer.export.ConvertedCard;
import io.maskstream.trainer.export.Exporter;
import io.maskstream.trainer.export.ModelCard;
import io.maskstream.trainer.export.ModelProperties;
import io.maskstream.trainer.export.SourceCommit;
import io.maskstream.trainer.network.NetworkDefinition;
import io.maskstream.trainer.network.Networks;
import io.maskstream.trainer.picture.Fonts;
import io.maskstream.trainer.precision.Precision;
import io.maskstream.trainer.training.Checkpoint;
import io.maskstream.trainer.training.RunFacts;
import io.maskstream.trainer.training.Trainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

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

    private static final List<String> OF_RUNS = List.of("--graph", "--model-version", "--dataset", "--licence");

    /** What is exported. */
    static final class Source {
        @Option(names = "--run", paramLabel = "DIR", description = "Folder that train wrote.")
        private @Nullable Path run;

        @Option(
                names = "--model",
                paramLabel = "FILE",
                description = "A model file in fp32 that export wrote, to be brought into another precision.")
        private @Nullable Path model;
    }

    @Mixin
    private DataOptions data = new DataOptions();

    @ArgGroup(multiplicity = "1")
    private Source source = new Source();

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "Model file, such as lesson.onnx.")
    private Path out = Path.of("");

    @Option(
            names = "--graph",
            paramLabel = "KIND",
            description =
                    "fast: rewritten for speed, with the same results; plain: a node for each layer (default: ${DEFAULT-VALUE}).")
    private String graph = "fast";

    @Option(
            names = "--precision",
            paramLabel = "TYPE",
            description = "fp32; int8, faster on processors; or fp16, faster on GPUs (default: ${DEFAULT-VALUE}).")
    private String precision = "fp32";

    @Option(
            names = "--min-agreement",
            paramLabel = "SHARE",
            description =
                    "Share of the validation images' pixels that must keep the class that fp32 gives them, else nothing is written (default: 0.97 for int8, 0.995 for fp16).")
    private @Nullable Double leastAgreement;

    @Option(
            names = "--calibration",
            paramLabel = "N",
            description = "Training images that int8 learns its ranges from (default: ${DEFAULT-VALUE}).")
    private int calibration = 64;

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

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    private final Console console;

    ExportCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        Precision wanted = precision();
        Split split = data.split(console);
        Path folder = out.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Conversion.Converted converted = source.run == null
                ? ofModel(Objects.requireNonNull(source.model), wanted, split)
                : ofRun(source.run, wanted, split);
        if (wanted != Precision.FP32) {
            console.print(String.format(
                    Locale.ROOT,
                    "%s: %.2f%% of the pixels have the class that fp32 gives them; mean IoU %.4f, in fp32 %.4f%n",
                    precision,
                    100 * converted.agreement(),
                    converted.evaluation().confusion().meanIntersectionOverUnion(),
                    converted.before().confusion().meanIntersectionOverUnion()));
        }
        try (var model = ExportedModel.open(out)) {
            console.print(new EvaluationTable(List.of(EvaluatedModel.of(out, model, converted.evaluation()))).text());
        }
        console.print("model: %s (%.1f MB)%ncard:  %s%n".formatted(out, Files.size(out) / 1e6, ModelCard.fileFor(out)));
        return 0;
    }

    private Conversion.Converted ofModel(Path model, Precision wanted, Split split) throws IOException {
        if (wanted == Precision.FP32) {
            throw new IllegalArgumentException("--model is in fp32 already: give --precision int8 or fp16");
        }
        for (String option : OF_RUNS) {
            if (spec.commandLine().getParseResult().hasMatchedOption(option)) {
                throw new IllegalArgumentException(
                        "%s goes with --run alone: a model that is made of another keeps what that says of itself"
                                .formatted(option));
            }
        }
        try (var opened = ExportedModel.open(model)) {
            requireSameSplit(model, split, ModelProperties.split(opened.properties()));
        }
        NetworkDefinition sizes = network(Networks.LESSON);
        Conversion conversion = conversion(wanted, split, sizes);
        Samples validation = data.validation(console, split, DataOptions.reader(sizes));
        Conversion.Converted converted;
        try (var bar = console.bar("evaluating", validation.count())) {
            converted = conversion.convert(model, validation, out, bar::to);
        }
        ConvertedCard.write(model, converted, out);
        return converted;
    }

    private Conversion.Converted ofRun(Path run, Precision wanted, Split split) throws IOException {
        Path weights = run.resolve(Trainer.BEST);
        if (!Files.exists(weights)) {
            throw new IOException("%s does not exist: --run must name a folder that train wrote".formatted(weights));
        }
        Checkpoint checkpoint = Checkpoint.read(weights);
        NetworkDefinition network = network(checkpoint.facts().getOrDefault(RunFacts.NETWORK, Networks.LESSON));
        requireSameSplit(run, split, Optional.ofNullable(checkpoint.facts().get(RunFacts.SPLIT)));
        Checkpoint last = Checkpoint.read(run.resolve(Trainer.LAST)); // what the card needs, before anything is written
        Conversion conversion = conversion(wanted, split, network);
        Samples validation = data.validation(console, split, DataOptions.reader(network));
        var properties = new ModelProperties(version, dataset, licence, SourceCommit.find());
        Exporter.Exported exported;
        try (var bar = console.bar("evaluating", validation.count())) {
            exported =
                    new Exporter(network, checkpoint).export(graph, conversion, validation, properties, out, bar::to);
        }
        Fonts.trouble().ifPresent(console::warn);
        new ModelCard(network, last, checkpoint, properties, exported).write(out);
        console.print(String.format(
                Locale.ROOT,
                "agreement with the trainer: %.1e on random images, %.1e on %d photographs (at most %.1e)%n",
                exported.agreement().random(),
                exported.agreement().real(),
                exported.agreement().photographs(),
                exported.agreement().tolerance()));
        return exported.conversion();
    }

    private static NetworkDefinition network(String name) {
        return Networks.named(name, Networks.LESSON_SIZE, Networks.LESSON_SIZE, TrainCommand.CLASSES);
    }

    private Conversion conversion(Precision wanted, Split split, NetworkDefinition network) throws IOException {
        int images = wanted == Precision.INT8
                ? Math.min(calibration, split.training().size())
                : 0;
        Samples seen = data.read(
                console, "calibration images", split.training().subList(0, images), DataOptions.reader(network));
        return new Conversion(wanted, seen, leastAgreement == null ? wanted.leastAgreement() : leastAgreement);
    }

    private Precision precision() {
        return switch (precision) {
            case "fp32" -> Precision.FP32;
            case "fp16" -> Precision.FP16;
            case "int8" -> Precision.INT8;
            default -> throw new IllegalArgumentException("--precision must be fp32, fp16 or int8, not " + precision);
        };
    }

    private void requireSameSplit(Path trained, Split split, Optional<String> known) throws IOException {
        if (known.isEmpty()) {
            throw new IOException(
                    "%s does not say which images it was trained on, so none of %s are known to be unseen ones: give what this trainer wrote"
                            .formatted(trained, data.folder()));
        }
        if (!RunFacts.fingerprint(split).equals(known.get())) {
            throw new IOException(
                    "%s was trained on another split than that of %s: its validation images would not be unseen ones; give the --data and --validation that it was trained with"
                            .formatted(trained, data.folder()));
        }
    }
}
