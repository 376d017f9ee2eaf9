package io.maskstream.chaos.worker;

import io.maskstream.chaos.process.ChildProcess;
import io.maskstream.standalone.process.ParentWatch;
import io.maskstream.worker.cli.Main;
import java.util.List;
import java.util.Map;

/** Workers as processes with this one's class path, which end when this one ends. */
final class ProcessLauncher implements Launcher {
    @Override
    public ChildProcess start(String name, WorkerSettings settings, Map<String, String> environment) {
        return ChildProcess.start(
                "worker " + name,
                Child.class,
                List.of("-Xmx256m", "-XX:+UseSerialGC", "-Dlogback.configurationFile=logback.xml"),
                settings.arguments(name),
                environment,
                settings.log(name));
    }

    @Override
    public void close() {
        // they end with their processes
    }

    /** The program, which ends when the tests end. */
    static final class Child {
        private Child() {}

        public static void main(String[] arguments) {
            ParentWatch.haltWhenParentIsGone(() -> {});
            Main.main(arguments);
        }
    }
}
