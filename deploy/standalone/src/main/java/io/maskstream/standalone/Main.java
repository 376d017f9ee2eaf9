package io.maskstream.standalone;

import io.maskstream.standalone.demo.DemoCommand;
import java.util.Map;

/** The worker's commands and the demo. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(io.maskstream.worker.cli.Main.commandLine(Map.of("demo", new DemoCommand()))
                .execute(arguments));
    }
}
