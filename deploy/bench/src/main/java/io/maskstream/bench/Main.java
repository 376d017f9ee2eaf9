package io.maskstream.bench;

import java.util.Map;

/** The worker's commands and the bench. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        // The clients in this process would tell of every broker that comes and goes.
        System.setProperty("logback.configurationFile", "io/maskstream/bench/bench-logback.xml");
        System.exit(io.maskstream.worker.cli.Main.commandLine(Map.of("bench", new BenchCommand()))
                .execute(arguments));
    }
}
