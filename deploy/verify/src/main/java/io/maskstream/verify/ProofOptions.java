package io.maskstream.verify;

import io.maskstream.verify.proof.Guarantee;
import io.maskstream.verify.proof.Proof;
import io.maskstream.worker.cli.common.CommandFailure;
import io.maskstream.worker.cli.common.OneLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What to prove, and where to tell. */
final class ProofOptions {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    @Option(
            names = "--guarantee",
            paramLabel = "NAME",
            description =
                    "exactly_once_v2 or at_least_once, as the workers are set (default: exactly_once_v2); with the latter repetitions are counted and allowed")
    private String guarantee = Guarantee.EXACTLY_ONCE.kafkaName();

    @Option(
            names = "--patience",
            paramLabel = "SECONDS",
            description =
                    "how long no outcome may come, while events wait for one, before they count as lost (default: ${DEFAULT-VALUE})")
    private int patience = 120;

    @Option(names = "--json", paramLabel = "FILE", description = "write what was found as JSON too")
    private @Nullable Path json;

    Guarantee guarantee(CommandLine line) {
        for (Guarantee known : Guarantee.values()) {
            if (known.kafkaName().equals(guarantee)) {
                return known;
            }
        }
        throw new ParameterException(
                line, "--guarantee is %s: take exactly_once_v2 or at_least_once".formatted(guarantee));
    }

    Duration patience(CommandLine line) {
        if (patience < 1) {
            throw new ParameterException(line, "--patience is %d: it is 1 second or more".formatted(patience));
        }
        return Duration.ofSeconds(patience);
    }

    /** To be called before anything is looked at: where nothing is proved, no file says so of an earlier run, and what was proved in hours can be written. */
    void makeRoom() throws CommandFailure {
        if (json == null) {
            return;
        }
        try {
            if (Files.isRegularFile(json, LinkOption.NOFOLLOW_LINKS)) {
                Files.delete(json);
            }
            makeFolderOf(json);
            if (Files.notExists(json, LinkOption.NOFOLLOW_LINKS) || Files.isDirectory(json)) {
                Files.newByteChannel(json, StandardOpenOption.CREATE, StandardOpenOption.WRITE)
                        .close();
                Files.delete(json);
            }
        } catch (IOException unwritable) {
            throw failure(json, unwritable);
        }
    }

    private static void makeFolderOf(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
    }

    private static CommandFailure failure(Path file, IOException unwritable) {
        // many of Java's messages are the file's name and nothing else
        return new CommandFailure("%s cannot be written (--json): %s".formatted(file, unwritable), unwritable);
    }

    /**
     * Prints it.
     *
     * @return the exit code
     */
    int tell(CommandLine line, String run, Proof proof, Duration longestSilence) throws CommandFailure {
        var out = line.getOut();
        out.println("run " + run);
        proof.lines().forEach(text -> out.println(OneLine.of(text))); // keys may be a stranger's
        out.println("longest time without an outcome while events waited: %.1f s"
                .formatted(longestSilence.toMillis() / 1000.0));
        if (json != null) {
            write(json, run, proof, longestSilence);
            out.println("JSON: " + json);
        }
        out.flush();
        return proof.holds() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private static void write(Path file, String run, Proof proof, Duration longestSilence) throws CommandFailure {
        var root = new LinkedHashMap<String, Object>();
        root.put("run", run);
        root.put("guarantee", proof.guarantee().kafkaName());
        root.put("proved", proof.holds());
        root.put("sent", proof.sent());
        root.put("masks", proof.masks());
        root.put("failures", proof.failures());
        root.put("counts", proof.counts());
        root.put("others", proof.others());
        root.put("longestSilenceMillis", longestSilence.toMillis());
        root.put("examples", proof.examples());
        try {
            makeFolderOf(file);
            Files.write(file, JSON.writeValueAsBytes(root));
        } catch (IOException unwritable) {
            throw failure(file, unwritable);
        }
    }
}
