package io.maskstream.bench;

import io.maskstream.standalone.process.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where a run's models, logs and broker live; goes when the run ends, also by Ctrl-C. */
final class WorkFolder implements AutoCloseable {
    private final Path path;
    private final Thread hook;

    private WorkFolder(Path path) {
        this.path = path;
        this.hook = new Thread(() -> Folders.deleteIfPossible(path), "delete");
    }

    static WorkFolder create() throws IOException {
        var folder = new WorkFolder(Files.createTempDirectory("maskstream-bench-"));
        Runtime.getRuntime().addShutdownHook(folder.hook);
        return folder;
    }

    Path path() {
        return path;
    }

    @Override
    public void close() {
        Folders.deleteIfPossible(path);
        Runtime.getRuntime().removeShutdownHook(hook);
    }
}
