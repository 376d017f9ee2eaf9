package io.maskstream.trainer.cli;

import io.maskstream.trainer.data.Samples;
import io.maskstream.trainer.data.Split;
import io.maskstream.trainer.network.NetworkDefinition;
import io.maskstream.trainer.network.Networks;
import io.maskstream.trainer.picture.Fonts;
import io.maskstream.trainer.pytorch.TorchDevice;
import io.maskstream.trainer.pytorch.TorchNetwork;
import io.maskstream.trainer.report.RunReport;
import io.maskstream.trainer.report.SummaryTable;
import io.maskstream.trainer.storage.AtomicFile;
import io.maskstream.trainer.training.Checkpoint;
import io.maskstream.trainer.training.RunFacts;
import io.maskstream.trainer.training.Trainer;
import io.maskstream.trainer.training.TrainingConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/** Trains a network, and leaves a folder with checkpoints, figures and pictures. */
@Command(
        name = "train",
        sortOptions = false,
        description = {
            "Train a segmentation network on Oxford-IIIT Pets.",
            "Goes on where it stopped when the output folder holds an unfinished run of the same settings."
        },
        footer = {
            "",
            "Each network has a recipe of its own, which the options above change. The lesson's: RMSprop at a rate of 0.001, batches",
            "of 64, 50 epochs, images as they are. mobile-unet's: AdamW with one cycle up to 0.003, batches of 16, 150 epochs,",
            "augmentation, Dice loss, and an average of the weights."
        })
final class TrainCommand implements Callable<Integer> {
    static final int CLASSES = 3;

    @Mixin
    private DataOptions data = new DataOptions();

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder of the run.")
    private Path out = Path.of("");

    @Option(
            names = "--network",
            paramLabel = "NAME",
            description = "lesson, or mobile-unet: better and faster (default: " + Networks.LESSON + ").")
    private @Nullable String networkName;

    @Option(
            names = "--resume",
            description =
                    "Go on with the run in --out, with the network, the split and the settings that it was begun with.")
    private boolean resume;

    @Option(
            names = "--device",
            paramLabel = "NAME",
            description =
                    "auto, cpu, cuda or cuda:N; auto is the first GPU where there is one (default: ${DEFAULT-VALUE}).")
    private String deviceName = "auto";

    @ArgGroup(exclusive = false, heading = "%nThe recipe:%n")
    private RecipeOptions recipe = new RecipeOptions();

    private final Console console;

    TrainCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        TorchDevice device = TorchDevice.of(deviceName);
        Path last = out.resolve(Trainer.LAST);
        Map<String, String> begun = resume ? begun(last) : Map.of();
        String name = networkName == null ? begun.getOrDefault(RunFacts.NETWORK, Networks.LESSON) : networkName;
        TrainingConfig config = resume ? recipe.over(RunFacts.config(begun)) : recipe.config(name);
        config.objective().requireClasses(CLASSES);
        NetworkDefinition definition = Networks.named(name, Networks.LESSON_SIZE, Networks.LESSON_SIZE, CLASSES);
        Split split = resume ? data.split(console, RunFacts.validationImages(begun)) : data.split(console);
        Files.createDirectories(out);
        Map<String, String> facts = new RunFacts(definition.name(), split, config, device.name()).asMap();
        RunFacts.requireSameRun(last, facts);
        console.print(SummaryTable.of(definition));
        Samples training = data.read(console, "training images", split.training(), DataOptions.reader(definition));
        Samples judged = data.read(console, "validation images", split.validation(), DataOptions.reader(definition));
        if (training.count() == 0 || judged.count() == 0) {
            throw new IOException("no usable images are left on one side of the split: %d to train, %d to validate"
                    .formatted(training.count(), judged.count()));
        }
        writeConfig(facts);
        try (var network = new TorchNetwork(definition, config.seed(), device)) {
            train(network, training, judged, config, facts);
            printNext(definition, split);
        }
        return 0;
    }

    private void train(
            TorchNetwork network, Samples training, Samples judged, TrainingConfig config, Map<String, String> facts)
            throws IOException {
        var report = new RunReport(out, judged);
        NetworkDefinition definition = network.definition();
        console.print("training %s on %d images, validating on %d, batch %d, %d epochs, %s%n"
                .formatted(
                        definition.name(),
                        training.count(),
                        judged.count(),
                        config.batch(),
                        config.epochs(),
                        network.device().isCpu()
                                ? config.threads() + " threads"
                                : network.device().name()));
        Fonts.trouble().ifPresent(console::warn);
        var progress = new TrainingProgress(console, report, judged);
        new Trainer(network, training, judged, config, facts, out, progress).run();
        console.print("best weights: %s%n%ssheet:        %s%nTensorBoard:  tensorboard --logdir %s%n"
                .formatted(
                        out.resolve(Trainer.BEST),
                        Fonts.trouble().isPresent()
                                ? ""
                                : "curves:       %s, %s%n".formatted(out.resolve(RunReport.CURVES), RunReport.QUALITY),
                        out.resolve(RunReport.SHEET),
                        Console.quoted(out)));
    }

    private void printNext(NetworkDefinition definition, Split split) {
        console.print("next: ./maskstream export --run %s %s --out %s%n"
                .formatted(
                        Console.quoted(out),
                        data.words(split),
                        Console.quoted(out.resolve(definition.name() + ".onnx"))));
    }

    private static Map<String, String> begun(Path last) throws IOException {
        if (!Files.exists(last)) {
            throw new IOException("%s does not exist: there is no run to go on with; leave --resume out to begin one"
                    .formatted(last));
        }
        return Checkpoint.read(last).facts();
    }

    private void writeConfig(Map<String, String> facts) throws IOException {
        AtomicFile.write(
                out.resolve(RunReport.CONFIG),
                JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(new TreeMap<>(facts)));
    }
}
