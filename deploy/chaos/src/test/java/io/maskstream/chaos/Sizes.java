package io.maskstream.chaos;

import java.nio.file.Path;
import java.time.Duration;

/** How much there is of everything: what the module's pom says, or {@code -Dchaos.…}. */
final class Sizes {
    private Sizes() {}

    static int events() {
        return number("chaos.events");
    }

    static int workerKills() {
        return number("chaos.worker-kills");
    }

    static int brokerKills() {
        return number("chaos.broker-kills");
    }

    /** Both guarantees with both group protocols, instead of each once. */
    static boolean allCombinations() {
        return Boolean.getBoolean("chaos.all-combinations");
    }

    /** How long something is away that comes back. */
    static Duration trouble() {
        return Duration.ofSeconds(number("chaos.trouble"));
    }

    static long seed() {
        return number("chaos.seed");
    }

    /** Where reports go. */
    static Path report() {
        return Path.of(System.getProperty("chaos.report", "target/chaos"));
    }

    private static int number(String name) {
        Integer value = Integer.getInteger(name);
        if (value == null) {
            throw new IllegalStateException("-D%s=N is missing; the module's pom sets it".formatted(name));
        }
        return value;
    }
}
