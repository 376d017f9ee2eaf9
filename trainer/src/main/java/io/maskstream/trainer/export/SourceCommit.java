package io.maskstream.trainer.export;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Asks git which commit the trainer was built from. */
public final class SourceCommit {
    private static final String UNKNOWN = "unknown";
    private static final int PATIENCE_SECONDS = 5;

    private SourceCommit() {}

    /** The commit's hash, or {@code unknown} where there is no git or no repository. */
    public static String find() {
        Path home = Path.of(System.getProperty("maskstream.home", "."));
        try {
            Process git = new ProcessBuilder("git", "-C", home.toString(), "rev-parse", "HEAD")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String answer = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            boolean answered = git.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) && git.exitValue() == 0;
            return answered && answer.matches("[0-9a-f]{40,64}") ? answer : UNKNOWN;
        } catch (IOException e) {
            return UNKNOWN;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return UNKNOWN;
        }
    }
}
