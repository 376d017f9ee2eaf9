package io.maskstream.worker.cli.common;

import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Tells how a command was used wrongly, without the values that it was given: one may be a password. */
public final class Misuse {
    private Misuse() {}

    public static int tell(ParameterException wrong, String[] arguments) {
        var line = wrong.getCommandLine();
        line.getErr().println(sentence(wrong));
        if (!UnmatchedArgumentException.printSuggestions(wrong, line.getErr())) {
            line.usage(line.getErr());
        }
        line.getErr().flush();
        return line.getCommandSpec().exitCodeOnInvalidInput();
    }

    private static String sentence(ParameterException wrong) {
        if (wrong instanceof UnmatchedArgumentException unmatched) {
            return unmatched(unmatched.getUnmatched());
        }
        if (wrong.getArgSpec() instanceof OptionSpec option
                && option.longestName().equals("--set")) {
            return "--set takes KEY=VALUE, such as --set kafka.security.protocol=SSL";
        }
        return String.valueOf(wrong.getMessage());
    }

    private static String unmatched(List<String> words) {
        String options = words.stream()
                .filter(word -> word.startsWith("-"))
                .map(word -> word.split("=", 2)[0])
                .collect(Collectors.joining(", "));
        if (options.isEmpty()) {
            return "there are %d words too many".formatted(words.size());
        }
        return options.contains("--kafka.")
                ? "there is no option %s; Kafka's own settings follow --set, as KEY=VALUE, and secrets are in files that the variables MASKSTREAM_KEY_FILE name"
                        .formatted(options)
                : "there is no option " + options;
    }
}
