package io.maskstream.standalone.demo;

import static java.util.Objects.requireNonNull;

import io.maskstream.standalone.scenes.TestScenes;
import io.maskstream.worker.cli.common.CommandFailure;
import io.maskstream.worker.inference.model.BundledModel;
import io.maskstream.worker.topology.runtime.settings.ProcessingGuarantee;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Everything at once. */
@Command(
        name = "demo",
        description =
                "Starts a Kafka broker and workers on this machine, segments images, and writes a page that shows them beside their masks.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "Without --exit-when-done it goes on until Ctrl-C, and any Kafka client can send it more images.",
            "Exit codes: 0 every image has a mask or a failure that says why not, 1 failed, 2 used wrongly."
        })
public final class DemoCommand implements Callable<Integer> {
    @Option(
            names = "--images",
            paramLabel = "DIR",
            description = "a folder of images, or one image; without it the demo draws some")
    private @Nullable Path images;

    @Option(
            names = "--also-read",
            paramLabel = "DIR",
            split = ",",
            description =
                    "folders of images that you may send later, with commas between them; the workers read no others")
    private List<Path> alsoRead = List.of();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description =
                    "where masks, overlays and the page go (default: out/demo); an earlier demo's results there are replaced")
    private Path out = Path.of("out", "demo");

    @Option(
            names = "--workers",
            paramLabel = "N",
            description = "worker processes (default: 2, or 1 where there are only two cores)")
    private int workers = Runtime.getRuntime().availableProcessors() <= 2 ? 1 : 2;

    @Option(
            names = "--model",
            paramLabel = "FILE",
            description = "the ONNX model to serve (default: the one that comes with Maskstream)")
    private Path model = BundledModel.path();

    @Option(names = "--guarantee", paramLabel = "NAME", description = "exactly_once_v2 (the default) or at_least_once")
    private String guarantee = ProcessingGuarantee.EXACTLY_ONCE.kafkaName();

    @Option(names = "--exit-when-done", description = "end when the page is written")
    private boolean exitWhenDone;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws CommandFailure {
        CommandLine line = requireNonNull(spec).commandLine();
        if (workers < 1 || workers > 64) {
            throw new CommandLine.ParameterException(line, "--workers must be 1 to 64, not " + workers);
        }
        if (images != null && !Files.exists(images)) {
            throw new CommandLine.ParameterException(
                    line, "There is no file or folder %s (--images).".formatted(images));
        }
        for (Path folder : alsoRead) {
            if (!Files.isDirectory(folder)) {
                throw new CommandLine.ParameterException(
                        line, "There is no folder %s (--also-read).".formatted(folder));
            }
        }
        requireNoComma(images == null ? "--out" : "--images", images == null ? out : images);
        ProcessingGuarantee chosen = Arrays.stream(ProcessingGuarantee.values())
                .filter(value -> value.kafkaName().equals(guarantee))
                .findFirst()
                .orElseThrow(() -> new CommandLine.ParameterException(
                        line, "--guarantee must be %s, not %s".formatted(guarantees(), guarantee)));
        if (!Files.isRegularFile(model)) {
            throw new CommandFailure(
                    "There is no model at %s: say which one to serve with --model FILE.".formatted(model));
        }
        DemoSettings settings = new DemoSettings(
                images, alsoRead, TestScenes.count(), out, workers, model.toAbsolutePath(), chosen, exitWhenDone);
        return new Demo(settings, new Console(line.getOut())).run();
    }

    /** Workers are told the folders that they may read with commas between them. Those of --also-read are split at theirs already. */
    private static void requireNoComma(String option, Path read) throws CommandFailure {
        Path whole = read.toAbsolutePath();
        Path folder = Files.isRegularFile(whole) ? whole.getParent() : whole;
        if (String.valueOf(folder).contains(",")) {
            throw new CommandFailure(
                    "%s (%s) has a comma in its path, and workers are told folders with commas between them: name a folder without one."
                            .formatted(folder, option));
        }
    }

    private static String guarantees() {
        return Arrays.stream(ProcessingGuarantee.values())
                .map(ProcessingGuarantee::kafkaName)
                .collect(Collectors.joining(" or "));
    }
}
