package io.maskstream.worker.doctor.machine;

import io.maskstream.worker.doctor.Check;
import io.maskstream.worker.doctor.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Whether local state can be kept, and libraries be loaded from the temporary folder. What it writes to find out is gone afterwards.
 *
 * @param state the worker's {@code state.dir}, which need not be there yet
 * @param temporary where Java unpacks native libraries
 * @param room how much is free where a folder is
 */
public record DiskCheck(Path state, Path temporary, Room room) implements Check {
    private static final long LITTLE = 1L << 30;
    private static final long TOO_LITTLE = 50L << 20;

    private static final String OTHER_TEMPORARY = "set MASKSTREAM_JAVA_OPTS=-Djava.io.tmpdir=DIR to a folder ";

    /** Asks a file system. */
    @FunctionalInterface
    public interface Room {
        /** Bytes that this user may still write there. */
        long free(Path folder) throws IOException;
    }

    /** Looks at these folders. */
    public DiskCheck(Path state, Path temporary) {
        this(state, temporary, folder -> Files.getFileStore(folder).getUsableSpace());
    }

    /** Looks at the disks of this process. */
    public static DiskCheck of(Path state) {
        return new DiskCheck(state, Path.of(System.getProperty("java.io.tmpdir")));
    }

    @Override
    public String name() {
        return "disk";
    }

    @Override
    public Finding look() {
        Path place = nearest(state.toAbsolutePath());
        long free;
        try {
            Files.delete(Files.createTempFile(place, "maskstream-doctor-", ""));
            free = room.free(place);
        } catch (IOException unwritable) {
            return Finding.fail(
                    "state.dir %s cannot be written (%s)".formatted(state, unwritable),
                    "set --state.dir to a folder that this user may write to, or change its rights");
        }
        var libraries = libraries();
        if (libraries != null) {
            return libraries;
        }
        String found = "state.dir %s is writable, %,d MiB free".formatted(state, free >> 20);
        if (free < TOO_LITTLE) {
            return Finding.fail(found, "make room there, or set --state.dir to another disk");
        }
        return free < LITTLE
                ? Finding.warn(found, "make room there, or set --state.dir to another disk")
                : Finding.ok(found);
    }

    private @Nullable Finding libraries() {
        try {
            Path trial = Files.createTempFile(temporary, "maskstream-doctor-", ".so");
            try {
                // On a disk that is mounted noexec no file is executable, whatever its rights.
                if (trial.toFile().setExecutable(true) && Files.isExecutable(trial)) {
                    long free = room.free(temporary);
                    return free >= TOO_LITTLE
                            ? null
                            : Finding.fail(
                                    "the temporary folder %s has %,d MiB free, too little for native libraries"
                                            .formatted(temporary, free >> 20),
                                    "make room there, or " + OTHER_TEMPORARY + "on another disk");
                }
                return Finding.fail(
                        "nothing may be executed in the temporary folder %s (noexec), so native libraries do not load from it"
                                .formatted(temporary),
                        OTHER_TEMPORARY + "on another disk");
            } finally {
                Files.delete(trial);
            }
        } catch (IOException unwritable) {
            return Finding.fail(
                    "the temporary folder %s cannot be written (%s)".formatted(temporary, unwritable),
                    OTHER_TEMPORARY + "that this user may write to");
        }
    }

    /** The folder, or the first above it that is there, in which it would be made. */
    private static Path nearest(Path folder) {
        Path there = folder;
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        return there;
    }
}
