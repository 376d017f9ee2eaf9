package io.maskstream.bench.report;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the figures were measured on.
 *
 * @param processor its model, or {@code unknown}
 * @param memoryMiB of the machine, or of the container where that has less
 * @param loadAverage of the last minute when the run began: how busy the machine was with other work; negative where nobody knows
 */
public record Machine(
        String system,
        String architecture,
        String processor,
        int cores,
        long memoryMiB,
        String java,
        double loadAverage) {
    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

    /** This machine, now. */
    public static Machine here() {
        var system = ManagementFactory.getOperatingSystemMXBean();
        long memory = system instanceof com.sun.management.OperatingSystemMXBean bean ? bean.getTotalMemorySize() : 0;
        return new Machine(
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                System.getProperty("os.arch"),
                processorName(),
                Runtime.getRuntime().availableProcessors(),
                memory / (1024 * 1024),
                System.getProperty("java.vm.name") + " " + System.getProperty("java.version"),
                system.getSystemLoadAverage());
    }

    private static String processorName() {
        if (!Files.isReadable(CPU_INFO)) {
            return "unknown";
        }
        try (Stream<String> lines = Files.lines(CPU_INFO)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException unreadable) {
            return "unknown";
        }
    }

    /** Its facts by name, in order. */
    Map<String, Object> facts() {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("system", system);
        facts.put("architecture", architecture);
        facts.put("processor", processor);
        facts.put("cores", cores);
        facts.put("memoryMiB", memoryMiB);
        facts.put("java", java);
        facts.put("loadAverage", loadAverage);
        return facts;
    }
}
