package io.maskstream.trainer.cli;

import io.maskstream.trainer.data.LabelledImage;
import io.maskstream.trainer.data.PetsFolder;
import io.maskstream.trainer.data.SampleReader;
import io.maskstream.trainer.data.Samples;
import io.maskstream.trainer.data.Split;
import io.maskstream.trainer.network.NetworkDefinition;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which data set, and how it is split: the same options for every command that looks at labelled images. */
final class DataOptions {
    @Option(
            names = "--data",
            required = true,
            paramLabel = "DIR",
            description = "Folder with images/ and annotations/trimaps/, as the Oxford-IIIT Pet archives unpack.")
    private Path folder = Path.of("");

    @Option(
            names = "--validation",
            paramLabel = "N",
            description = "Images held back for validation (default: 1000, or a sixth of a set under 3000).")
    private @Nullable Integer validation;

    Path folder() {
        return folder;
    }

    /** The lesson's split of what is in the folder; tells of files without a partner. */
    Split split(Console console) throws IOException {
        return split(console, validation);
    }

    /** As that of a run that is gone on with: so many are held back where {@code --validation} says nothing. */
    Split split(Console console, int begun) throws IOException {
        return split(console, Objects.requireNonNullElse(validation, begun));
    }

    private Split split(Console console, @Nullable Integer asked) throws IOException {
        PetsFolder pets = PetsFolder.scan(folder);
        pets.problems().forEach(console::warn);
        if (pets.pairs().size() < 2) {
            throw new IOException(
                    "images with a trimap in %s: %d; at least 2 are needed, one to train and one to validate"
                            .formatted(folder, pets.pairs().size()));
        }
        int usual = usualValidation(pets.pairs().size());
        return Split.lesson(pets.pairs(), Objects.requireNonNullElse(asked, usual));
    }

    private static int usualValidation(int pairs) {
        return Math.max(1, Split.defaultValidation(pairs));
    }

    /** The options that make a command split as here, for a shell. */
    String words(Split split) {
        int held = split.validation().size();
        boolean usual = held == usualValidation(split.training().size() + held);
        return "--data " + Console.quoted(folder) + (usual ? "" : " --validation " + held);
    }

    /**
     * The images that are held back.
     *
     * @throws IOException where none of them can be used, and so nothing can be judged
     */
    Samples validation(Console console, Split split, SampleReader reader) throws IOException {
        Samples samples = read(console, "validation images", split.validation(), reader);
        if (samples.count() == 0) {
            throw new IOException(
                    "none of the %d validation images of %s can be used, so there is nothing to judge by: mend them, or give another --data"
                            .formatted(split.validation().size(), folder));
        }
        return samples;
    }

    static SampleReader reader(NetworkDefinition network) {
        return new SampleReader(network.width(), network.height(), network.classes());
    }

    Samples read(Console console, String what, List<LabelledImage> images, SampleReader reader) throws IOException {
        try (var bar = console.bar(what, images.size())) {
            return reader.read(images, console::warn, bar::to);
        }
    }
}
