package io.maskstream.verify;

import java.util.Map;

/** The worker's commands and the verifier. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        // The clients in this process would tell of every broker that comes and goes.
        System.setProperty("logback.configurationFile", "io/maskstream/verify/verify-logback.xml");
        System.exit(io.maskstream.worker.cli.Main.commandLine(Map.of("verify", VerifyCommand.commandLine()))
                .execute(arguments));
    }
}
