package io.maskstream.trainer.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The trainer in a Java of its own that finds no fonts, as on a server that has none. */
record FontlessRun(int code, String output) {
    static FontlessRun of(Path folder, String... arguments) throws IOException, InterruptedException {
        Path log = Files.createTempFile(folder, "run", ".log");
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.awt.headless=true",
                // Where this names no file, Java's fonts fail as they do without the system's library for them.
                "-Dsun.awt.fontconfig=" + folder.resolve("none.properties"),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.destroyForcibly().waitFor();
        }
        return new FontlessRun(process.exitValue(), Files.readString(log));
    }
}
