package io.maskstream.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.maskstream.schemas.event.ImageEvent;
import io.maskstream.schemas.json.EventMapper;
import io.maskstream.standalone.scenes.TestScenes;
import io.maskstream.worker.client.Reference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The JPEG files that a run is about; references go through them again and again.
 *
 * @param files absolute, in order of their names, one at least
 * @param description for the report
 */
public record Images(List<Path> files, String description) {
    public Images {
        files = List.copyOf(files);
    }

    /**
     * Finds them, or draws some.
     *
     * @param folder of JPEG files, or null for drawn scenes
     * @param drawn where scenes are drawn, for want of a folder
     * @throws IOException where there are none; the message is a sentence for a person
     */
    public static Images in(@Nullable Path folder, Path drawn) throws IOException {
        if (folder == null) {
            return new Images(
                    TestScenes.write(drawn.toAbsolutePath(), TestScenes.count()),
                    "%d drawn scenes of 720 x 540 and 540 x 720".formatted(TestScenes.count()));
        }
        if (folder.toAbsolutePath().normalize().toString().contains(",")) {
            throw new IOException(
                    "%s (--images) has a comma in its path, and workers are told folders with commas between them"
                            .formatted(folder));
        }
        try (Stream<Path> all = Files.list(folder.toAbsolutePath().normalize())) {
            List<Path> files = all.filter(Images::isJpeg).sorted().toList();
            if (files.isEmpty()) {
                throw new IOException("there are no JPEG files in %s (--images)".formatted(folder));
            }
            return new Images(files, "%d JPEG files in %s".formatted(files.size(), folder));
        }
    }

    /** The folders that these files are in. */
    public static List<Path> folders(List<Path> files) {
        return files.stream()
                .map(Path::getParent)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    private static boolean isJpeg(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".jpg") || name.endsWith(".jpeg");
    }

    /** References with the keys {@code 0}, {@code 1}, and so on, each to the next file in turn. */
    public Iterator<Reference> references(int count) {
        var values = values();
        return IntStream.range(0, count)
                .mapToObj(number -> new Reference(Integer.toString(number), values.get(number % values.size())))
                .iterator();
    }

    /** The value of a record for each file. */
    public List<String> values() {
        var mapper = new EventMapper();
        return files.stream()
                .map(file -> new String(mapper.write(ImageEvent.of(file.toUri().toASCIIString())), UTF_8))
                .toList();
    }
}
