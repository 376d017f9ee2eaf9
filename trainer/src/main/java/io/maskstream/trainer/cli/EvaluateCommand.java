package io.maskstream.trainer.cli;

import io.maskstream.trainer.data.SampleReader;
import io.maskstream.trainer.data.Samples;
import io.maskstream.trainer.evaluation.EvaluatedModel;
import io.maskstream.trainer.evaluation.Evaluation;
import io.maskstream.trainer.evaluation.EvaluationTable;
import io.maskstream.trainer.evaluation.ExportedModel;
import io.maskstream.trainer.evaluation.SpeedComparison;
import io.maskstream.trainer.picture.Fonts;
import io.maskstream.trainer.picture.Sheet;
import io.maskstream.trainer.storage.AtomicFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs model files through ONNX Runtime over the validation images. */
@Command(
        name = "evaluate",
        sortOptions = false,
        description = {
            "Run model files through ONNX Runtime over the validation images, and print how good they are.",
            "Several --model are put side by side."
        })
final class EvaluateCommand implements Callable<Integer> {
    private static final int WORST = 10;

    @Mixin
    private DataOptions data = new DataOptions();

    @Option(
            names = "--model",
            required = true,
            arity = "1..*",
            paramLabel = "FILE",
            description = "Model file that export wrote; more than one to compare them.")
    private List<Path> files = List.of();

    @Option(
            names = "--speed",
            description = "Time the models too: each image goes through all of them in turn; the median is told.")
    private boolean speed;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Processor threads that an image may use while timed (default: ${DEFAULT-VALUE}).")
    private int threads = 1;

    @Option(names = "--markdown", description = "Print the table in Markdown, a row for each model.")
    private boolean markdown;

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "Write the figures there too; a list where there are several models.")
    private @Nullable Path json;

    @Option(
            names = "--worst",
            paramLabel = "FILE",
            description =
                    "Draw the ten images of the lowest mean IoU there, as a PNG with truth and prediction; of the first model.")
    private @Nullable Path worst;

    private final Console console;

    EvaluateCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        if (threads < 1) {
            throw new IllegalArgumentException("--threads must be 1 or more, not " + threads);
        }
        var models = new ArrayList<ExportedModel>();
        try {
            for (Path file : files) {
                models.add(ExportedModel.open(file));
            }
            requireOneSize(models);
            evaluate(models);
        } finally {
            models.forEach(ExportedModel::close);
        }
        return 0;
    }

    private void requireOneSize(List<ExportedModel> models) throws IOException {
        ExportedModel first = models.get(0);
        for (int index = 1; index < models.size(); index++) {
            ExportedModel other = models.get(index);
            if (other.width() != first.width()
                    || other.height() != first.height()
                    || other.classes() != first.classes()) {
                throw new IOException(
                        "%s takes %d x %d pixels and tells %d classes, %s takes %d x %d and tells %d: they cannot be put side by side"
                                .formatted(
                                        files.get(0),
                                        first.width(),
                                        first.height(),
                                        first.classes(),
                                        files.get(index),
                                        other.width(),
                                        other.height(),
                                        other.classes()));
            }
        }
    }

    private void evaluate(List<ExportedModel> models) throws IOException {
        ExportedModel first = models.get(0);
        var reader = new SampleReader(first.width(), first.height(), first.classes());
        Samples samples = data.validation(console, data.split(console), reader);
        List<@Nullable Double> times = new ArrayList<>();
        if (speed) {
            try (var bar = console.bar("timing", samples.count())) {
                times.addAll(SpeedComparison.milliseconds(files, samples, threads, bar::to));
            }
        }
        List<String> names = EvaluatedModel.names(files);
        var evaluated = new ArrayList<EvaluatedModel>();
        for (int index = 0; index < models.size(); index++) {
            Evaluation evaluation;
            try (var bar = console.bar("evaluating " + names.get(index), samples.count())) {
                evaluation = Evaluation.of(models.get(index), samples, bar::to);
            }
            evaluated.add(EvaluatedModel.of(
                    names.get(index),
                    files.get(index),
                    models.get(index),
                    evaluation,
                    times.isEmpty() ? null : times.get(index)));
        }
        if (models.size() == 1) {
            console.print("%s version %s%n"
                    .formatted(
                            first.properties().getOrDefault("maskstream.name", "unnamed"),
                            first.properties().getOrDefault("maskstream.version", "unknown")));
        }
        var figures = new EvaluationTable(evaluated);
        console.print(markdown ? figures.markdown() : figures.text());
        if (worst != null) {
            drawWorst(first, samples, evaluated.get(0).evaluation(), worst);
        }
        if (json != null) {
            List<? extends JsonNode> nodes =
                    evaluated.stream().map(EvaluatedModel::json).toList();
            AtomicFile.write(
                    json,
                    JsonMapper.shared()
                            .writerWithDefaultPrettyPrinter()
                            .writeValueAsString(nodes.size() == 1 ? nodes.get(0) : nodes));
        }
    }

    private void drawWorst(ExportedModel model, Samples samples, Evaluation evaluation, Path picture)
            throws IOException {
        int[] chosen = IntStream.range(0, samples.count())
                .boxed()
                .sorted(Comparator.comparing(evaluation.meanIouPerImage()::get))
                .limit(WORST)
                .mapToInt(Integer::intValue)
                .toArray();
        byte[][] masks = new byte[chosen.length][];
        for (int index = 0; index < chosen.length; index++) {
            var pixels = samples.pixels().duplicate().position(chosen[index] * samples.imageBytes());
            masks[index] = model.predict(pixels).mask();
        }
        Fonts.trouble().ifPresent(console::warn);
        new Sheet(samples, chosen).write(masks, picture);
        console.print("worst images      %s%n".formatted(picture));
    }
}
