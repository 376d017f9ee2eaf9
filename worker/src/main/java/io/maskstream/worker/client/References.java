package io.maskstream.worker.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.maskstream.schemas.event.ImageEvent;
import io.maskstream.schemas.json.EventMapper;
import io.maskstream.schemas.json.ImageEventReader;
import io.maskstream.schemas.json.InvalidEventException;
import io.maskstream.worker.source.reading.PublicUri;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Finds what to submit, and names it. */
public final class References {
    private static final Set<String> IMAGES = Set.of("jpg", "jpeg", "png", "webp", "gif", "bmp");
    private static final String LIST = ".txt";
    /** No URI and no JSON begins with it. */
    private static final String COMMENT = "#";
    /** Editors on Windows begin a file with it. */
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private static final Pattern URI_NAME = Pattern.compile("[^?#]*/([^/?#]+)(?:[?#].*)?");

    private final EventMapper mapper = new EventMapper();
    private final ImageEventReader reader = new ImageEventReader(mapper);

    /**
     * One file, or all images under a folder in order of their paths; those that start with a dot are left out.
     *
     * <p>The key is the file's name without its ending or, where two would have the same, its path under the folder. No two have the same.
     *
     * @throws IOException where the path cannot be read; the message is a sentence for a person
     */
    public List<Reference> under(Path path) throws IOException {
        if (Files.isRegularFile(path)) {
            return List.of(reference(name(path), path));
        }
        if (!Files.isDirectory(path)) {
            throw new IOException("there is no file or folder %s".formatted(path));
        }
        List<Path> files;
        try (Stream<Path> all = Files.walk(path, FileVisitOption.FOLLOW_LINKS)) {
            files = all.filter(file -> isImage(path.relativize(file)) && Files.isRegularFile(file))
                    .sorted()
                    .toList();
        } catch (UncheckedIOException unreadable) {
            throw new IOException("%s cannot be read: %s".formatted(path, unreadable.getMessage()), unreadable);
        }
        var keys = keys(files, path);
        return files.stream().map(file -> reference(keys.apply(file), file)).toList();
    }

    /** Paths differ from each other, but one may be the name of another file: then that file goes by its path as well. */
    private static Function<Path, String> keys(List<Path> files, Path folder) {
        var names = files.stream().collect(Collectors.groupingBy(References::name, Collectors.counting()));
        var byPath = new HashMap<Path, String>();
        List<Path> more = files.stream()
                .filter(file -> names.getOrDefault(name(file), 0L) > 1)
                .toList();
        while (!more.isEmpty()) {
            more.forEach(file -> byPath.put(file, pathKey(folder.relativize(file))));
            var taken = Set.copyOf(byPath.values());
            more = files.stream()
                    .filter(file -> !byPath.containsKey(file) && taken.contains(name(file)))
                    .toList();
        }
        return file -> byPath.getOrDefault(file, name(file));
    }

    private static String name(Path file) {
        return stem(file.getFileName().toString());
    }

    /** With slashes on every system; a backslash within a name stays. */
    private static String pathKey(Path relative) {
        return StreamSupport.stream(relative.spliterator(), false)
                .map(Path::toString)
                .collect(Collectors.joining("/"));
    }

    /** Whether {@link #listed} reads the file, rather than that it is an image: its name ends in {@code .txt}. */
    public static boolean isList(Path path) {
        return path.toString().toLowerCase(Locale.ROOT).endsWith(LIST) && Files.isRegularFile(path);
    }

    /**
     * The {@link #lines} of a file in UTF-8; whoever takes them closes the stream, and with it the file.
     *
     * @throws IOException where the file cannot be read; the message is a sentence for a person
     */
    public Stream<Reference> listed(Path file) throws IOException {
        InputStream bytes;
        try {
            bytes = Files.newInputStream(file);
        } catch (IOException unreadable) {
            throw new IOException("%s cannot be read: %s".formatted(file, unreadable), unreadable);
        }
        var reader = new BufferedReader(new InputStreamReader(bytes, UTF_8));
        return lines(reader).onClose(() -> {
            try {
                reader.close();
            } catch (IOException unclosed) {
                throw new UncheckedIOException(unclosed);
            }
        });
    }

    /**
     * A reference for each line: JSON as the images topic has it, or a URI, whose last part names the image. Blank lines, and those that begin with
     * {@code #}, are passed over, and so is a byte order mark.
     */
    public Stream<Reference> lines(BufferedReader lines) {
        var taken = new HashSet<String>();
        return lines.lines()
                .map(line -> (line.startsWith(BYTE_ORDER_MARK) ? line.substring(1) : line).strip())
                .filter(line -> !line.isEmpty() && !line.startsWith(COMMENT))
                .map(line -> new Reference(key(line, taken), line));
    }

    private @Nullable String key(String line, Set<String> taken) {
        try {
            var event = reader.read(line.getBytes(UTF_8));
            if (event.imageId() != null) {
                taken.add(event.imageId());
                return event.imageId();
            }
            var name = URI_NAME.matcher(event.uri());
            if (event.uri().startsWith("data:") || !name.matches()) {
                return null;
            }
            String stem = stem(name.group(1));
            return taken.add(stem) ? stem : PublicUri.of(event.uri());
        } catch (InvalidEventException invalid) {
            return null; // a worker answers it with a failure that says what is wrong
        }
    }

    private Reference reference(String key, Path file) {
        String uri = file.toAbsolutePath().normalize().toUri().toASCIIString();
        return new Reference(key, new String(mapper.write(ImageEvent.of(uri)), UTF_8));
    }

    private static boolean isImage(Path path) {
        for (Path part : path) {
            if (part.toString().startsWith(".")) {
                return false;
            }
        }
        Function<String, String> ending = name -> name.substring(name.lastIndexOf('.') + 1);
        return IMAGES.contains(ending.apply(path.toString()).toLowerCase(Locale.ROOT));
    }

    private static String stem(String name) {
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }
}
