package io.maskstream.standalone.process;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a Java process has its classes from.
 *
 * @param entries as Java's {@code -cp} takes them
 * @param archive of the classes of a start, to be shared with other processes (JEP 350); where it was made with other
 *     entries, Java loads the classes as ever
 */
public record ClassPath(String entries, Optional<Path> archive) {
    /** The launcher names the archive that it starts a process with. */
    private static final String ARCHIVE = "maskstream.classes";

    /** That of this process. */
    public static ClassPath ofThisProcess() {
        return new ClassPath(
                System.getProperty("java.class.path"),
                Optional.ofNullable(System.getProperty(ARCHIVE)).map(Path::of));
    }
}
