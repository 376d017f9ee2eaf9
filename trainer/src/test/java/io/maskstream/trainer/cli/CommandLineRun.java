package io.maskstream.trainer.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/**
 * One call of the command line.
 *
 * @param out what picocli printed to standard output
 * @param err sentences on standard error
 */
record CommandLineRun(int code, String out, String err) {
    static CommandLineRun of(String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        int code = Main.commandLine(false)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
        return new CommandLineRun(code, out.toString(), err.toString());
    }
}
