package io.maskstream.worker.topology.runtime.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

final class InstanceLockTest {
    @TempDir
    private Path temporary = Path.of("");

    @Test
    void shouldRefuseASecondWorkerOfOneNameAndTellTheFirst() throws Exception {
        // Given
        var first = InstanceLock.take(folder(), Workers.named("worker-1"));
        // When / Then
        assertThatThrownBy(() -> InstanceLock.take(folder(), Workers.named("worker-1")))
                .isInstanceOf(GroupException.class)
                .hasMessage("another worker named worker-1 is running here (process %d): give each its own instance.id"
                        .formatted(ProcessHandle.current().pid()));
        first.close();
    }

    @Test
    void shouldLetWorkersOfOtherNamesIn() throws Exception {
        try (var first = InstanceLock.take(folder(), Workers.named("worker-1"));
                var second = InstanceLock.take(folder(), Workers.named("worker-2"))) {
            assertThat(files()).hasSize(2);
        }
    }

    @Test
    void shouldGiveTheNameBackAndLeaveNothing() throws Exception {
        // When
        InstanceLock.take(folder(), Workers.named("worker-1")).close();
        // Then
        assertThat(files()).isEmpty();
        InstanceLock.take(folder(), Workers.named("worker-1")).close();
    }

    @Test
    void shouldTakeAFileThatAKilledWorkerLeft() throws Exception {
        // Given
        var held = InstanceLock.take(folder(), Workers.named("worker-1"));
        Path left = files().get(0);
        held.close();
        Files.writeString(left, "4711\n");
        // When
        var lock = InstanceLock.take(folder(), Workers.named("worker-1"));
        // Then
        assertThat(left)
                .content()
                .isEqualToIgnoringNewLines(Long.toString(ProcessHandle.current().pid()));
        lock.close();
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "permissions are POSIX's")
    void shouldShareTheFolderWithOtherUsers() throws Exception {
        try (var lock = InstanceLock.take(folder(), Workers.named("worker-1"))) {
            assertThat(Files.getPosixFilePermissions(folder())).hasSize(9);
            assertThat(Files.getPosixFilePermissions(files().get(0))).hasSize(6);
        }
    }

    @Test
    void shouldGoOnWithoutALockWhereThereIsNoPlaceForIt() throws Exception {
        // Given
        Path inTheWay = Files.createFile(temporary.resolve("file"));
        // When / Then
        assertThatCode(() ->
                        InstanceLock.take(inTheWay, Workers.named("worker-1")).close())
                .doesNotThrowAnyException();
    }

    private Path folder() {
        return temporary.resolve("instances");
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder())) {
            return files.toList();
        }
    }
}
