package io.maskstream.standalone.it.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/** How much of a process is in RAM, as Linux' {@code /proc} tells it. */
public final class ResidentMemory {
    private static final long KIBIBYTE = 1024;

    private ResidentMemory() {}

    /** Bytes now; empty on a system without {@code /proc}. */
    public static OptionalLong now(long pid) throws IOException {
        return of(pid, "VmRSS:");
    }

    /** Bytes, the most since the process began; empty on a system without {@code /proc}. */
    public static OptionalLong peak(long pid) throws IOException {
        return of(pid, "VmHWM:");
    }

    /**
     * How far the straight line through a series, by least squares, climbs from its first to its last point, in percent of the series' mean.
     *
     * @param series at equal steps, two or more
     */
    public static double climbPercent(List<Long> series) {
        double meanX = (series.size() - 1) / 2.0;
        double meanY = series.stream().mapToLong(Long::longValue).average().orElseThrow();
        double products = 0;
        double squares = 0;
        for (int x = 0; x < series.size(); x++) {
            products += (x - meanX) * (series.get(x) - meanY);
            squares += (x - meanX) * (x - meanX);
        }
        return 100 * products / squares * (series.size() - 1) / meanY;
    }

    private static OptionalLong of(long pid, String name) throws IOException {
        Path status = Path.of("/proc", Long.toString(pid), "status");
        if (!Files.exists(Path.of("/proc/self/status"))) {
            return OptionalLong.empty();
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith(name))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * KIBIBYTE)
                .findFirst();
    }
}
