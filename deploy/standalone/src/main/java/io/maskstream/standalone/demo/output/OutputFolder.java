package io.maskstream.standalone.demo.output;

import io.maskstream.standalone.process.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Where a demo writes. An earlier demo's results are replaced; anything else in the folder is never touched. */
public record OutputFolder(Path root) {
    /** Says that a demo made the folder. */
    private static final String MARK = ".maskstream-demo";

    private static final List<String> CONTENTS =
            List.of("images", "masks", "overlays", "scenes", "logs", "results.jsonl", "summary.json", "index.html");

    /**
     * Makes the folder ready.
     *
     * @param inputs what the demo will read, by the options that name them: none may be among the earlier results
     * @param told the folder, and whether earlier results are replaced
     * @throws IOException if it holds something that is not a demo's, or an input, or cannot be written
     */
    public static OutputFolder prepare(Path folder, Map<String, List<Path>> inputs, Consumer<String> told)
            throws IOException {
        OutputFolder output = new OutputFolder(folder.toAbsolutePath().normalize());
        if (Files.exists(output.root) && !Files.isDirectory(output.root)) {
            throw new IOException("%s is a file: give another folder with --out.".formatted(folder));
        }
        if (Files.exists(output.root.resolve(MARK))) {
            for (var option : inputs.entrySet()) {
                for (Path input : option.getValue()) {
                    output.requireKept(option.getKey(), input);
                }
            }
            told.accept("%s (replacing the results of an earlier demo)".formatted(folder));
            for (String name : CONTENTS) {
                Folders.delete(output.root.resolve(name));
            }
        } else if (Files.exists(output.root) && !isEmpty(output.root)) {
            throw new IOException(
                    "%s is not empty, and not an earlier demo's: give another folder with --out, so that nothing is mixed up."
                            .formatted(folder));
        } else {
            told.accept(folder.toString());
        }
        try {
            Files.createDirectories(output.images());
            Files.createDirectories(output.logs());
            Files.writeString(
                    output.root.resolve(MARK), "Made by ./maskstream demo, which may replace what is here.\n");
        } catch (IOException unwritable) { // its message is a name at best
            throw new IOException(
                    "%s cannot be written (%s): give another folder with --out.".formatted(folder, unwritable),
                    unwritable);
        }
        return output;
    }

    /** Before anything is deleted: an input that lies among earlier results would be gone before it is read. */
    private void requireKept(String option, Path input) throws IOException {
        for (String name : CONTENTS) {
            Path replaced = root.resolve(name);
            if (Files.exists(replaced, LinkOption.NOFOLLOW_LINKS)
                    && (isWithin(input.toAbsolutePath().normalize(), replaced)
                            || isWithin(input.toRealPath(), replaced))) {
                throw new IOException(
                        "%s (%s) lies in %s, which the demo would replace: give another folder with --out, or move it."
                                .formatted(input, option, replaced));
            }
        }
    }

    /** However they are spelt, and through links. */
    private static boolean isWithin(Path path, Path folder) throws IOException {
        for (Path part = path; part != null; part = part.getParent()) {
            if (part.equals(folder) || (Files.exists(part) && Files.exists(folder) && Files.isSameFile(part, folder))) {
                return true;
            }
        }
        return false;
    }

    public Path images() {
        return root.resolve("images");
    }

    public Path scenes() {
        return root.resolve("scenes");
    }

    public Path logs() {
        return root.resolve("logs");
    }

    public Path page() {
        return root.resolve("index.html");
    }

    public Path summary() {
        return root.resolve("summary.json");
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }
}
