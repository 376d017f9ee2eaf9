package io.maskstream.trainer.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/**
 * One call of the command line.
 *
 * @param out what was printed to standard output
 * @param err sentences on standard error
 */
record CommandLineRun(int code, String out, String err) {
    static CommandLineRun of(String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        int code = Main.commandLine(new PrintWriter(out), new PrintWriter(err), false)
                .execute(arguments);
        return new CommandLineRun(code, out.toString(), err.toString());
    }
}
