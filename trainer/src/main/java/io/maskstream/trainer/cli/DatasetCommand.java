package io.maskstream.trainer.cli;

import io.maskstream.trainer.data.DatasetSurvey;
import io.maskstream.trainer.data.LabelledImage;
import io.maskstream.trainer.data.PetsFolder;
import io.maskstream.trainer.data.Split;
import io.maskstream.trainer.download.Archive;
import io.maskstream.trainer.download.Download;
import io.maskstream.trainer.download.Unpacking;
import io.maskstream.trainer.report.TrimapSheet;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
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

    /** The official archives, here and unpacked. */
    @Command(
            name = "fetch",
            mixinStandardHelpOptions = true,
            description = {
                "Download Oxford-IIIT Pets (811 MB) from where its authors keep it, and unpack it.",
                "Goes on where it stopped. What is here and whole is not fetched again.",
                "CC BY-SA 4.0; Parkhi, Vedaldi, Zisserman, Jawahar, 2012."
            })
    static final class Fetch implements Callable<Integer> {
        private static final long UNPACKED = 2;

        @Option(names = "--to", paramLabel = "DIR", description = "Where it goes (default: ${DEFAULT-VALUE}).")
        private Path folder = Path.of("pets");

        @Option(
                names = "--url",
                paramLabel = "URL",
                description = "Folder of the two archives, such as a mirror's (default: ${DEFAULT-VALUE}).")
        private URI url = Archive.OFFICIAL;

        private final Console console;
        private final List<Archive> archives;
        private final Download download;

        Fetch(Console console, List<Archive> archives, Download download) {
            this.console = console;
            this.archives = archives;
            this.download = download;
        }

        @Override
        public Integer call() throws IOException, InterruptedException {
            Files.createDirectories(folder);
            long wanted = UNPACKED * archives.stream().mapToLong(Archive::bytes).sum();
            long free = Files.getFileStore(folder).getUsableSpace();
            if (free < wanted) {
                throw new IOException("%s has %,d MB free, and %,d are needed: make room, or give another --to"
                        .formatted(folder, free / 1_000_000, wanted / 1_000_000));
            }
            String base = url.toString().endsWith("/") ? url.toString() : url + "/";
            for (Archive archive : archives) {
                Path file = folder.resolve(archive.name());
                try (var bar = console.bar(archive.name(), archive.bytes())) {
                    download.fetch(URI.create(base + archive.name()), archive, file, bar::to);
                }
                try (var bar = console.bar("unpacking " + archive.name(), -1)) {
                    Unpacking.PETS.unpack(file, folder, archive.folder(), bar::to);
                }
                console.print("%s  whole, unpacked to %s%n".formatted(file, folder.resolve(archive.folder())));
            }
            console.print("next: ./maskstream dataset show --data %s%n".formatted(folder));
            return 0;
        }
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
