package io.maskstream.worker.source.policy;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which files may be read: those under a root, after all symbolic links are followed.
 *
 * <p>Nothing outside the roots is looked at, so an answer does not tell what is there. Whoever can write to a root could still swap a
 * folder for a link between this check and the reading; roots are for folders that are written by people who are trusted.
 */
public final class FileRule {
    private final List<Root> roots;

    /** Allows what is under these folders; none is nothing. */
    public FileRule(List<Root> roots) {
        this.roots = List.copyOf(roots);
    }

    /**
     * A folder that may be read.
     *
     * @param written as it was named, absolute
     * @param real without links
     */
    public record Root(Path written, Path real) {
        /** @throws IllegalArgumentException where there is no such folder */
        public static Root of(Path folder) {
            try {
                Path real = folder.toRealPath();
                if (Files.isDirectory(real)) {
                    return new Root(folder.toAbsolutePath().normalize(), real);
                }
            } catch (IOException absent) {
                throw none(folder, absent);
            }
            throw none(folder, null);
        }

        private static IllegalArgumentException none(Path folder, @Nullable IOException cause) {
            return new IllegalArgumentException(
                    "must name folders that can be read (%s is none)".formatted(folder), cause);
        }

        boolean hasByName(Path path) {
            return path.startsWith(written) || path.startsWith(real);
        }
    }

    /**
     * The file itself, without links.
     *
     * @param path absolute
     * @throws Refusal where it is outside, or not there
     * @throws IOException where the disk does not answer
     */
    public Path check(Path path) throws Refusal, IOException {
        // A step .. leads up in the name, as in any URI; after a link it would lead out, and tell what is there.
        Path named = path.normalize();
        if (roots.stream().noneMatch(root -> root.hasByName(named))) {
            throw outside();
        }
        Path real;
        try {
            real = named.toRealPath();
        } catch (FileSystemException absent) {
            Path nearest = nearest(named);
            if (nearest == null || !isInside(nearest)) {
                throw outside();
            }
            if (!(absent instanceof NoSuchFileException) && !Files.isRegularFile(nearest)) {
                throw absent;
            }
            throw new Refusal(Refusal.Kind.ABSENT, "does not exist on the worker's machine");
        }
        if (!isInside(real)) {
            throw outside();
        }
        return real;
    }

    /** The deepest folder on the way that is there; none where a link leads to nowhere, for where that would be is nobody's business. */
    private static @Nullable Path nearest(Path path) {
        for (Path at = path; at != null; at = at.getParent()) {
            try {
                return at.toRealPath();
            } catch (IOException notThere) {
                if (Files.isSymbolicLink(at)) {
                    return null;
                }
            }
        }
        return null;
    }

    private boolean isInside(Path real) {
        return roots.stream().anyMatch(root -> real.startsWith(root.real));
    }

    private Refusal outside() {
        return new Refusal(
                Refusal.Kind.FORBIDDEN,
                roots.isEmpty()
                        ? "is a file, and this worker reads none; source.roots names the folders that it may read"
                        : "is outside the folders that this worker may read; source.roots names them");
    }
}
