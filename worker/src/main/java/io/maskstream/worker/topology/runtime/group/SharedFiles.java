package io.maskstream.worker.topology.runtime.group;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.Set;

/** Files that all users of a machine may open, whatever the mask of the one who made them. */
final class SharedFiles {
    private static final String ALL_IN_FOLDER = "rwxrwxrwx";
    private static final String ALL_OF_FILE = "rw-rw-rw-";

    private SharedFiles() {}

    static void createFolder(Path folder) throws IOException {
        Path parent = folder.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        try {
            Files.createDirectory(folder);
            permit(folder, ALL_IN_FOLDER);
        } catch (FileAlreadyExistsException there) {
            if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                throw there;
            }
        }
    }

    static FileChannel open(Path file, Set<StandardOpenOption> how) throws IOException {
        var options = new HashSet<OpenOption>(how);
        options.add(LinkOption.NOFOLLOW_LINKS);
        return FileChannel.open(file, options);
    }

    static FileChannel create(Path file, Set<StandardOpenOption> how) throws IOException {
        var options = new HashSet<OpenOption>(how);
        options.add(StandardOpenOption.CREATE_NEW);
        var channel = FileChannel.open(file, options);
        permit(file, ALL_OF_FILE);
        return channel;
    }

    /** Afterwards, since the process's mask takes rights away from what is created. */
    private static void permit(Path path, String permissions) throws IOException {
        if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
        }
    }
}
