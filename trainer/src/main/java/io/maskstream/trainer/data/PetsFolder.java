package io.maskstream.trainer.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The Oxford-IIIT Pet data set as its two archives unpack: {@code images/NAME.jpg} and
 * {@code annotations/trimaps/NAME.png}.
 *
 * @param pairs sorted by name, as the lesson sorts its paths
 * @param problems a sentence for each file that was skipped
 * @see <a href="https://www.robots.ox.ac.uk/~vgg/data/pets/">Parkhi et al., Cats and Dogs, CVPR 2012</a>
 */
public record PetsFolder(List<LabelledImage> pairs, List<String> problems) {
    public PetsFolder {
        pairs = List.copyOf(pairs);
        problems = List.copyOf(problems);
    }

    /**
     * Pairs images with trimaps by name. Files that start with a dot are left out: the archive holds macOS' resource forks.
     *
     * @throws NoSuchFileException where one of the two folders is missing
     */
    public static PetsFolder scan(Path root) throws IOException {
        Map<String, Path> images = filesByName(root.resolve("images"), ".jpg");
        Map<String, Path> trimaps = filesByName(root.resolve("annotations").resolve("trimaps"), ".png");
        var pairs = new ArrayList<LabelledImage>();
        var problems = new ArrayList<String>();
        var names = new TreeSet<>(images.keySet());
        names.addAll(trimaps.keySet());
        for (String name : names) {
            Path image = images.get(name);
            Path trimap = trimaps.get(name);
            if (image == null) {
                problems.add("annotations/trimaps/" + name + ".png has no images/" + name + ".jpg: skipped");
            } else if (trimap == null) {
                problems.add("images/" + name + ".jpg has no annotations/trimaps/" + name + ".png: skipped");
            } else {
                pairs.add(new LabelledImage(name, image, trimap));
            }
        }
        return new PetsFolder(pairs, problems);
    }

    private static Map<String, Path> filesByName(Path folder, String extension) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new NoSuchFileException(
                    folder.toString(),
                    null,
                    "there is no such folder; --data must name the folder that holds images/ and annotations/trimaps/");
        }
        try (var files = Files.list(folder)) {
            return files.filter(file -> isData(file, extension))
                    .collect(Collectors.toMap(
                            file -> nameOf(file, extension), file -> file, (first, second) -> first, TreeMap::new));
        }
    }

    private static boolean isData(Path file, String extension) {
        String name = String.valueOf(file.getFileName());
        return name.endsWith(extension) && !name.startsWith(".");
    }

    private static String nameOf(Path file, String extension) {
        String name = String.valueOf(file.getFileName());
        return name.substring(0, name.length() - extension.length());
    }
}
