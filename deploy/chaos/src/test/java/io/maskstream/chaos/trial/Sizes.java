package io.maskstream.chaos.trial;

import java.nio.file.Path;
import java.time.Duration;

/** How much there is of everything: what the module's pom says, or {@code -Dchaos.…}. */
public final class Sizes {
    private Sizes() {}

    public static int events() {
        return number("chaos.events");
    }

    public static int workerKills() {
        return number("chaos.worker-kills");
    }

    public static int brokerKills() {
        return number("chaos.broker-kills");
    }

    /** Both guarantees with both group protocols, instead of each once. */
    public static boolean allCombinations() {
        return Boolean.getBoolean("chaos.all-combinations");
    }

    /** How long something is away that comes back. */
    public static Duration trouble() {
        return Duration.ofSeconds(number("chaos.trouble"));
    }

    public static long seed() {
        return number("chaos.seed");
    }

    /** Where reports go. */
    public static Path report() {
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
