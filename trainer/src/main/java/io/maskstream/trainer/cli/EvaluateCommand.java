package io.maskstream.trainer.cli;

import io.maskstream.trainer.data.SampleReader;
import io.maskstream.trainer.data.Samples;
import io.maskstream.trainer.export.Evaluation;
import io.maskstream.trainer.export.ExportedModel;
import io.maskstream.trainer.export.ModelProperties;
import io.maskstream.trainer.report.Sheet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/** Runs a model file through ONNX Runtime over the validation images. */
@Command(
        name = "evaluate",
        description = "Run a model file through ONNX Runtime over the validation images, and print how good it is.")
final class EvaluateCommand implements Callable<Integer> {
    private static final int WORST = 10;

    @Mixin
    private DataOptions data = new DataOptions();

    @Option(names = "--model", required = true, paramLabel = "FILE", description = "Model file that export wrote.")
    private Path file = Path.of("");

    @Option(names = "--json", paramLabel = "FILE", description = "Write the figures there too.")
    private @Nullable Path json;

    @Option(
            names = "--worst",
            paramLabel = "FILE",
            description = "Draw the ten images of the lowest mean IoU there, as a PNG with truth and prediction.")
    private @Nullable Path worst;

    private final Console console;

    EvaluateCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        try (var model = ExportedModel.open(file)) {
            var reader = new SampleReader(model.width(), model.height(), model.classes());
            Samples samples =
                    data.read(console, "validation images", data.split(console).validation(), reader);
            Evaluation evaluation;
            try (var bar = console.bar("evaluating", samples.count())) {
                evaluation = Evaluation.of(model, samples, bar::to);
            }
            console.print("%s version %s%n"
                    .formatted(
                            model.properties().getOrDefault("maskstream.name", "unnamed"),
                            model.properties().getOrDefault("maskstream.version", "unknown")));
            console.print(Figures.table(evaluation));
            if (worst != null) {
                drawWorst(model, samples, evaluation, worst);
            }
            if (json != null) {
                Files.writeString(
                        json,
                        JsonMapper.shared()
                                .writerWithDefaultPrettyPrinter()
                                .writeValueAsString(ModelProperties.figures(evaluation)),
                        StandardCharsets.UTF_8);
            }
        }
        return 0;
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
        new Sheet(samples, chosen).write(masks, picture);
        console.print("worst images      %s%n".formatted(picture));
    }
}
