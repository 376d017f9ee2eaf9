package io.maskstream.worker.doctor.machine;

import io.maskstream.worker.doctor.Check;
import io.maskstream.worker.doctor.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Whether libraries can be loaded from the temporary folder. What it writes to find out is gone afterwards.
 *
 * <p>{@code state.dir} is not looked at: stores are in memory, and Kafka Streams writes nothing there.
 *
 * @param temporary where Java unpacks native libraries
 * @param room how much is free where a folder is
 */
public record DiskCheck(Path temporary, Room room) implements Check {
    private static final long LITTLE = 1L << 30;
    private static final long TOO_LITTLE = 50L << 20;

    private static final String OTHER = "set MASKSTREAM_JAVA_OPTS=-Djava.io.tmpdir=DIR to a folder ";
    private static final String MORE_ROOM = "make room there, or " + OTHER + "on another disk";

    /** Asks a file system. */
    @FunctionalInterface
    public interface Room {
        /** Bytes that this user may still write there. */
        long free(Path folder) throws IOException;
    }

    /** Looks at this folder. */
    public DiskCheck(Path temporary) {
        this(temporary, folder -> Files.getFileStore(folder).getUsableSpace());
    }

    /** Looks at the disk of this process. */
    public static DiskCheck ofThisProcess() {
        return new DiskCheck(Path.of(System.getProperty("java.io.tmpdir")));
    }

    @Override
    public String name() {
        return "disk";
    }

    @Override
    public Finding look() {
        try {
            Path trial = Files.createTempFile(temporary, "maskstream-doctor-", ".so");
            try {
                // On a disk that is mounted noexec no file is executable, whatever its rights.
                return trial.toFile().setExecutable(true) && Files.isExecutable(trial)
                        ? judge(room.free(temporary))
                        : Finding.fail(
                                "nothing may be executed in the temporary folder %s (noexec), so native libraries do not load from it"
                                        .formatted(temporary),
                                OTHER + "on another disk");
            } finally {
                Files.delete(trial);
            }
        } catch (IOException unwritable) {
            return Finding.fail(
                    "the temporary folder %s cannot be written (%s)".formatted(temporary, unwritable),
                    OTHER + "that this user may write to");
        }
    }

    private Finding judge(long free) {
        if (free < TOO_LITTLE) {
            return Finding.fail(
                    "the temporary folder %s has %,d MiB free, too little for native libraries"
                            .formatted(temporary, free >> 20),
                    MORE_ROOM);
        }
        String found = "the temporary folder %s is writable, %,d MiB free".formatted(temporary, free >> 20);
        return free < LITTLE ? Finding.warn(found, MORE_ROOM) : Finding.ok(found);
    }
}
