package io.maskstream.worker.mask.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FolderMaskStoreTest {
    private static final byte[] MASK = "a mask".getBytes(UTF_8);

    private final Path folder;
    private final MaskStore store;

    FolderMaskStoreTest(@TempDir Path temporary) {
        folder = temporary.resolve("all masks");
        store = new FolderMaskStore(folder);
    }

    private List<Path> files() throws IOException {
        try (var all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void shouldWriteAMaskUnderANameOfItsContent() throws Exception {
        // When
        String uri = store.put(MASK);
        // Then
        assertThat(uri)
                .startsWith("file:///")
                .contains("all%20masks")
                .endsWith(MaskName.of(MASK).path());
        assertThat(Path.of(URI.create(uri))).hasBinaryContent(MASK);
        assertThat(files()).hasSize(1);
    }

    @Test
    void shouldWriteAMaskOfMegabytesAndKeepNoMemoryOfIt() throws Exception {
        // Given
        byte[] large = new byte[8 << 20];
        new Random(1).nextBytes(large);
        var writer = Executors.newSingleThreadExecutor();
        try {
            long before = outsideOfTheHeap();
            // When
            String uri = writer.submit(() -> store.put(large)).get();
            // Then
            assertThat(Path.of(URI.create(uri))).hasBinaryContent(large);
            assertThat(outsideOfTheHeap() - before).isLessThan(large.length / 2);
        } finally {
            writer.shutdown();
        }
    }

    private static long outsideOfTheHeap() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
    }

    @Test
    void shouldNotWriteAMaskThatIsThere() throws Exception {
        // Given
        Path mask = Path.of(URI.create(store.put(MASK)));
        var earlier = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));
        Files.setLastModifiedTime(mask, earlier);
        // When
        store.put(MASK);
        // Then
        assertThat(Files.getLastModifiedTime(mask)).isEqualTo(earlier);
    }

    @Test
    void shouldWriteAMaskAgainThatIsThereInHalf() throws Exception {
        // Given
        Path mask = Path.of(URI.create(store.put(MASK)));
        Files.write(mask, new byte[2]);
        // When
        store.put(MASK);
        // Then
        assertThat(mask).hasBinaryContent(MASK);
    }

    @Test
    void shouldTakeOneMaskFromManyAtATime() throws Exception {
        // When
        var all = IntStream.range(0, 32)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> {
                    try {
                        return store.put(MASK);
                    } catch (MaskStoreException failed) {
                        throw new AssertionError(failed);
                    }
                }))
                .toList();
        all.forEach(CompletableFuture::join);
        // Then
        assertThat(files()).singleElement().satisfies(mask -> assertThat(mask).hasBinaryContent(MASK));
    }

    @Test
    void shouldNameItselfAndSayWhyItCannotWrite() throws Exception {
        // Given
        Files.writeString(folder, "a file where the folder should be");
        // When
        var failure = catchThrowableOfType(MaskStoreException.class, () -> store.put(MASK));
        // Then
        assertThat(failure.sentence()).startsWith("the mask store file:///").contains("all%20masks", "mask.store");
        assertThat(catchThrowableOfType(MaskStoreException.class, store::look)).isNotNull();
    }

    @Test
    void shouldLookAndLeaveNothing() throws Exception {
        // When
        var seen = store.look();
        // Then
        assertThat(seen.sure()).isTrue();
        assertThat(seen.what()).contains("is writable", "MiB free");
        assertThat(folder).doesNotExist();
        Files.createDirectory(folder);
        store.look();
        assertThat(folder).isEmptyDirectory();
    }
}
