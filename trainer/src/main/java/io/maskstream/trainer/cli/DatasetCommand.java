package io.maskstream.trainer.cli;

import io.maskstream.trainer.data.DatasetSurvey;
import io.maskstream.trainer.data.LabelledImage;
import io.maskstream.trainer.data.PetsFolder;
import io.maskstream.trainer.data.Split;
import io.maskstream.trainer.picture.Fonts;
import io.maskstream.trainer.picture.TrimapSheet;
import io.maskstream.trainer.training.RunFacts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Looks at a data set before it is learned from. */
@Command(
        name = "dataset",
        description = "Fetch a data set, and look at it before it is learned from.",
        synopsisSubcommandLabel = "COMMAND")
final class DatasetCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "dataset needs a command: fetch, show or split");
    }

    /** Counts, sizes, odd files, and a picture. */
    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = {
                "Print counts, sizes and odd files, and draw images beside their trimaps, as the lesson shows them:",
                "label 1 (pet) black, 2 (background) grey, 3 (outline) near white."
            })
    static final class Show implements Callable<Integer> {
        @Option(
                names = "--data",
                required = true,
                paramLabel = "DIR",
                description = "Folder with images/ and annotations/trimaps/.")
        private Path folder = Path.of("");

        @Option(names = "--out", paramLabel = "FILE", description = "The picture (default: ${DEFAULT-VALUE}).")
        private Path out = Path.of("dataset.png");

        @Option(names = "--count", paramLabel = "N", description = "Images in it (default: ${DEFAULT-VALUE}).")
        private int count = 8;

        private final Console console;

        Show(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() throws IOException {
            if (count < 1 || count > 100) {
                throw new IllegalArgumentException("--count must be 1 to 100, not " + count);
            }
            PetsFolder pets = PetsFolder.scan(folder);
            if (pets.pairs().isEmpty()) {
                throw new IOException("there is no image with a trimap in " + folder);
            }
            DatasetSurvey survey;
            try (var bar = console.bar("looking", pets.pairs().size())) {
                survey = DatasetSurvey.of(pets, bar::to);
            }
            console.print(survey.text());
            Fonts.trouble().ifPresent(console::warn);
            TrimapSheet.write(survey.usable(), count, out);
            console.print("picture             %s%n".formatted(out));
            return 0;
        }
    }

    /** The lesson's split, name by name. */
    @Command(
            name = "split",
            mixinStandardHelpOptions = true,
            description = {
                "Print which images are learned from and which are held back, in the lesson's order:",
                "sorted by name, shuffled as Python does with seed 1337, the last ones for validation."
            })
    static final class Parts implements Callable<Integer> {
        @Mixin
        private DataOptions data = new DataOptions();

        private final Console console;

        Parts(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() throws IOException {
            Split split = data.split(console);
            print("training", split.training());
            print("validation", split.validation());
            console.warn("%d to train, %d to validate, split %s"
                    .formatted(split.training().size(), split.validation().size(), RunFacts.fingerprint(split)));
            return 0;
        }

        private void print(String side, List<LabelledImage> images) {
            var lines = new StringBuilder();
            images.forEach(image -> lines.append("%s\t%s%n".formatted(side, image.name())));
            console.print(lines.toString());
        }
    }
}
