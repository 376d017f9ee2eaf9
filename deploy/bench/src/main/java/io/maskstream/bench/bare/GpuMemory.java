package io.maskstream.bench.bare;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/**
 * Asks NVIDIA's {@code nvidia-smi}, which comes with the driver.
 *
 * @param number of the GPU, from 0
 */
public record GpuMemory(int number) {
    private static final int LONGEST_SECONDS = 20;

    /** MiB of the GPU's memory in use, by whatever program; empty where there is no {@code nvidia-smi} that knows. */
    public OptionalInt usedMebibytes() throws InterruptedException {
        return ask("memory.used")
                .filter(answer -> answer.matches("\\d+"))
                .map(answer -> OptionalInt.of(Integer.parseInt(answer)))
                .orElse(OptionalInt.empty());
    }

    /** The GPU's name and its driver's version, such as {@code NVIDIA H100, 580.1}; empty as above. */
    public Optional<String> description() throws InterruptedException {
        return ask("name,driver_version");
    }

    private Optional<String> ask(String what) throws InterruptedException {
        try {
            var process = new ProcessBuilder(
                            "nvidia-smi", "--id=" + number, "--query-gpu=" + what, "--format=csv,noheader,nounits")
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) { // its line fits into the pipe
                process.destroyForcibly();
                return Optional.empty();
            }
            String answer = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
            return process.exitValue() == 0 && !answer.isEmpty() ? Optional.of(answer) : Optional.empty();
        } catch (IOException missing) {
            return Optional.empty();
        }
    }
}
