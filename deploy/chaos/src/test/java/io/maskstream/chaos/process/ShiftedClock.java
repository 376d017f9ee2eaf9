package io.maskstream.chaos.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The wall clock of children, which can be set while they run. Their monotonic clock is left alone, as it is where an administrator sets a machine's time. */
public final class ShiftedClock {
    private static final Path SOURCE = Path.of("src/test/c/shifted-clock.c");

    private final Path library;
    private final Path file;
    private final MappedByteBuffer shift;

    private ShiftedClock(Path library, Path file, MappedByteBuffer shift) {
        this.library = library;
        this.file = file;
        this.shift = shift;
    }

    /**
     * Makes one that is right at first.
     *
     * @param folder for the library and the file
     * @return empty on a system where it cannot be: it takes Linux and a C compiler
     */
    public static Optional<ShiftedClock> in(Path folder) throws IOException, InterruptedException {
        Path library = folder.resolve("shifted-clock.so");
        if (!System.getProperty("os.name").equals("Linux") || !compiled(library, folder.resolve("cc.log"))) {
            return Optional.empty();
        }
        Path file = folder.resolve("shift");
        try (var access = new RandomAccessFile(file.toFile(), "rw")) {
            var shift = access.getChannel().map(FileChannel.MapMode.READ_WRITE, 0, Long.BYTES);
            shift.order(ByteOrder.nativeOrder());
            return Optional.of(new ShiftedClock(library, file, shift));
        }
    }

    private static boolean compiled(Path library, Path log) throws IOException, InterruptedException {
        @Nullable String compiler = compiler();
        if (compiler == null) {
            return false;
        }
        int exitCode = new ProcessBuilder(
                        compiler, "-shared", "-fPIC", "-O2", "-o", library.toString(), SOURCE.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();
        if (exitCode != 0) {
            throw new IOException("cc does not compile %s: %s".formatted(SOURCE, Files.readString(log)));
        }
        return true;
    }

    private static @Nullable String compiler() {
        for (String folder : System.getenv().getOrDefault("PATH", "").split(":", -1)) {
            Path compiler = Path.of(folder, "cc");
            if (Files.isExecutable(compiler)) {
                return compiler.toString();
            }
        }
        return null;
    }

    /** What a child needs in its environment. */
    public Map<String, String> environment() {
        return Map.of("LD_PRELOAD", library.toString(), "CLOCK_SHIFT_FILE", file.toString());
    }

    /** Sets it, for all children at once: ahead of the true time, or behind it where this is negative. */
    public void set(Duration ahead) {
        shift.putLong(0, ahead.toSeconds());
    }
}
