package io.maskstream.bench.worker;

import io.maskstream.standalone.process.ParentWatch;
import io.maskstream.worker.cli.Main;

/** The worker's process. Arguments: the worker's command line. */
final class WorkerMain {
    private WorkerMain() {}

    public static void main(String[] arguments) {
        ParentWatch.haltWhenParentIsGone(() -> {});
        Main.main(arguments);
    }
}
