package io.maskstream.worker.topology.runtime.group;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.maskstream.worker.topology.runtime.settings.KafkaConfig;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A worker's name on this machine: a locked file, which the operating system lets go however the worker ends. It says which process has it.
 *
 * <p>Users of one machine share the folder, so that they see each other's workers. Where the folder cannot be used, there is no lock, and the log says so.
 */
final class InstanceLock implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(InstanceLock.class);
    /** Beyond what the file says: on Windows nobody may read what is locked. */
    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

    private static final Set<StandardOpenOption> THERE = Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE);

    private final @Nullable FileChannel channel;
    private final Path file;

    private InstanceLock(Path file, @Nullable FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Takes the name until closed.
     *
     * @throws GroupException where another process has it
     */
    static InstanceLock take(Path folder, KafkaConfig worker) throws GroupException {
        Path file = folder.resolve(fileName(worker));
        try {
            SharedFiles.createFolder(folder);
            while (true) {
                FileChannel channel = open(file);
                Object opened = identity(file);
                FileLock lock = tryLock(channel);
                if (lock == null) {
                    throw taken(channel, worker);
                }
                if (Objects.equals(opened, identity(file))) { // else its last holder has deleted it meanwhile
                    write(channel);
                    return new InstanceLock(file, channel);
                }
                channel.close();
            }
        } catch (IOException unusable) {
            log.warn(
                    "{} cannot be used ({}), so two workers named {} on this machine are not noticed at their start",
                    file,
                    unusable.toString(),
                    worker.instanceId());
            return new InstanceLock(file, null);
        }
    }

    private static String fileName(KafkaConfig worker) {
        String name = String.join("\n", worker.bootstrapServers(), worker.applicationId(), worker.instanceId());
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(name.getBytes(UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    /** Not created where it is there: Linux may refuse that for another user's file. Links are not followed: anyone may put one here. */
    private static FileChannel open(Path file) throws IOException {
        while (true) {
            try {
                return SharedFiles.open(file, THERE);
            } catch (NoSuchFileException missing) {
                try {
                    return SharedFiles.create(file, THERE);
                } catch (FileAlreadyExistsException another) {
                    // Another worker was quicker.
                }
            }
        }
    }

    private static @Nullable Object identity(Path file) throws IOException {
        try {
            return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                    .fileKey();
        } catch (NoSuchFileException deleted) {
            return new Object(); // equal to nothing
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock(LOCKED_BYTE, 1, false);
        } catch (OverlappingFileLockException thisProcess) {
            return null;
        }
    }

    private static GroupException taken(FileChannel channel, KafkaConfig worker) throws IOException {
        try (channel) {
            var text = ByteBuffer.allocate(32);
            channel.read(text, 0);
            String process = new String(text.array(), 0, text.position(), UTF_8).strip();
            return new GroupException(
                    "another worker named %s is running here (process %s): give each its own instance.id"
                            .formatted(worker.instanceId(), process.isEmpty() ? "unknown" : process));
        }
    }

    private static void write(FileChannel channel) throws IOException {
        channel.truncate(0);
        channel.write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(UTF_8)), 0);
    }

    @Override
    public void close() {
        if (channel == null) {
            return;
        }
        try (channel) {
            Files.deleteIfExists(file);
        } catch (IOException left) {
            log.debug("{} stays: {}", file, left.toString()); // empty and unlocked, it is in nobody's way
        }
    }
}
