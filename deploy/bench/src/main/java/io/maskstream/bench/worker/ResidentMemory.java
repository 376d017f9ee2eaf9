package io.maskstream.bench.worker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** How much of a process is in RAM. */
final class ResidentMemory {
    private static final Pattern LINE = Pattern.compile("VmRSS:\\s+(\\d+) kB");
    private static final long KIBIBYTE = 1024;

    private ResidentMemory() {}

    /** Bytes; from Linux' {@code /proc} where there is one, else from {@code ps}. */
    static long of(long pid) throws IOException {
        Path status = Path.of("/proc", Long.toString(pid), "status");
        if (Files.exists(Path.of("/proc", "self"))) {
            return ofStatus(Files.readString(status));
        }
        var ps = new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(pid)).start();
        try (var output = ps.getInputStream()) {
            return Long.parseLong(new String(output.readAllBytes(), UTF_8).strip()) * KIBIBYTE;
        } catch (NumberFormatException e) {
            throw new IOException("ps does not tell the memory of process %d".formatted(pid), e);
        }
    }

    static long ofStatus(String status) throws IOException {
        var line = LINE.matcher(status);
        if (!line.find()) {
            throw new IOException("the process has ended: its status has no VmRSS");
        }
        return Long.parseLong(line.group(1)) * KIBIBYTE;
    }
}
