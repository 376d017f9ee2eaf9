package io.maskstream.standalone.fleet;

import io.maskstream.standalone.process.Folders;
import io.maskstream.standalone.process.ParentWatch;
import io.maskstream.worker.cli.Main;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A worker that ends when its parent does. Arguments: its state folder, which goes when the parent is gone, then the worker's
 * command line.
 */
public final class WorkerMain {
    private WorkerMain() {}

    public static void main(String[] arguments) {
        Path state = Path.of(arguments[0]);
        ParentWatch.haltWhenParentIsGone(() -> Folders.deleteIfPossible(state));
        Main.main(Arrays.copyOfRange(arguments, 1, arguments.length));
    }
}
