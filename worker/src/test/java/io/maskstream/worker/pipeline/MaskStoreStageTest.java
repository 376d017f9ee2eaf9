package io.maskstream.worker.pipeline;

import static io.maskstream.worker.pipeline.Pipelines.STAGES;
import static io.maskstream.worker.pipeline.Pipelines.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.maskstream.schemas.event.EncodedMask;
import io.maskstream.schemas.event.FailureEvent;
import io.maskstream.schemas.event.FailureReason;
import io.maskstream.schemas.event.MaskEvent;
import io.maskstream.schemas.mask.IndexedPng;
import io.maskstream.schemas.mask.MaskDecoder;
import io.maskstream.worker.mask.MaskConfig;
import io.maskstream.worker.mask.MaskEdges;
import io.maskstream.worker.mask.MaskEncoding;
import io.maskstream.worker.mask.MaskSize;
import io.maskstream.worker.mask.store.MaskStore;
import io.maskstream.worker.mask.store.MaskStoreConfig;
import io.maskstream.worker.mask.store.MaskStoreException;
import io.maskstream.worker.mask.store.MaskStores;
import io.maskstream.worker.s3.S3Config;
import io.maskstream.worker.testing.TestImages;
import io.maskstream.worker.testing.TestModels;
import java.awt.Color;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class MaskStoreStageTest {
    private static final TestModels MODEL = TestModels.colours(6, 3);

    private final Path folder;
    private final Images images = new Images()
            .holding("file:///stripes.png", TestImages.png(TestImages.stripes(60, 30, Color.RED, Color.BLUE)));

    MaskStoreStageTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private OpenPipeline pipeline(MaskEncoding encoding, int limit, @Nullable MaskStore store) throws Exception {
        return Pipelines.open(
                images,
                MODEL,
                new MaskConfig(encoding, MaskSize.IMAGE, MaskEdges.SMOOTH, limit),
                store,
                STAGES,
                folder);
    }

    private @Nullable MaskStore files(Path place) {
        return MaskStores.open(
                new MaskStoreConfig(new MaskStoreConfig.Folder(place), Duration.ofSeconds(10)), S3Config.NONE);
    }

    @ParameterizedTest
    @EnumSource(MaskEncoding.class)
    void shouldKeepAMaskBesideItsEventThatIsTooLargeForIt(MaskEncoding encoding) throws Exception {
        // Given
        EncodedMask inline;
        try (var pipeline = pipeline(encoding, 1_000_000, files(folder.resolve("masks")))) {
            inline = ((MaskEvent)
                            pipeline.segment(request("file:///stripes.png")).outcome())
                    .mask();
        }
        assertThat(inline.encoding()).isEqualTo(encoding.wireName());
        assertThat(folder.resolve("masks")).doesNotExist();
        try (var pipeline = pipeline(encoding, 0, files(folder.resolve("masks")))) {
            // When
            var result = pipeline.segment(request("file:///stripes.png"));
            // Then
            var event = (MaskEvent) result.outcome();
            assertThat(event.mask().encoding()).isEqualTo(EncodedMask.URI);
            byte[] png = Files.readAllBytes(
                    Path.of(URI.create(String.valueOf(event.mask().uri()))));
            var stored = MaskDecoder.decode(event.mask(), png);
            assertThat(stored.ids()).isEqualTo(MaskDecoder.decode(inline).ids());
            assertThat(IndexedPng.decode(png).width()).isEqualTo(60);
            assertThat(event.classes()).hasSize(3);
            assertThat(pipeline.pipeline().memoryBytes()).isZero();
        }
    }

    @Test
    void shouldTurnAStoreThatCannotBeWrittenIntoAFailureThatMayPass() throws Exception {
        // Given
        Path taken = Files.writeString(folder.resolve("taken"), "no folder");
        try (var pipeline = pipeline(MaskEncoding.PNG, 0, files(taken))) {
            // When
            var failed = pipeline.segment(request("file:///stripes.png"));
            Files.delete(taken);
            var passed = pipeline.segment(request("file:///stripes.png"));
            // Then
            var failure = (FailureEvent) failed.outcome();
            assertThat(failure.reason()).isEqualTo(FailureReason.UNAVAILABLE);
            assertThat(failure.detail()).contains("could not be kept: the mask store file://", "/taken");
            assertThat(failed.mayPass()).isTrue();
            assertThat(failed.times().encode()).isPositive();
            assertThat(passed.outcome()).isInstanceOf(MaskEvent.class);
            assertThat(pipeline.pipeline().memoryBytes()).isZero();
            assertThat(pipeline.broken).isEmpty();
        }
    }

    @Test
    void shouldLeaveAStoreAloneForAsLongAsItAsks() throws Exception {
        // Given
        var asked = Duration.ofSeconds(7);
        try (var pipeline = pipeline(MaskEncoding.PNG, 0, new BusyStore(asked))) {
            // When
            var failed = pipeline.segment(request("file:///stripes.png"));
            // Then
            assertThat(failed.mayPass()).isTrue();
            assertThat(failed.leastDelay()).isEqualTo(asked);
        }
    }

    @Test
    void shouldGoOnWithOtherMasksWhileTheStoreIsSlow() throws Exception {
        // Given: more writes that stand still than there are threads that encode
        var begun = new Semaphore(0);
        var released = new CountDownLatch(1);
        var slow = new SlowStore(begun, released);
        try (var pipeline = pipeline(MaskEncoding.PNG, 0, slow)) {
            // When
            var first = pipeline.begin(request("file:///stripes.png"));
            var second = pipeline.begin(request("file:///stripes.png"));
            var third = pipeline.begin(request("file:///stripes.png"));
            begun.acquire(3);
            // Then
            assertThat(first).isNotDone();
            assertThat(pipeline.pipeline().memoryBytes()).isPositive();
            released.countDown();
            assertThat(first.get().outcome()).isInstanceOf(MaskEvent.class);
            assertThat(second.get().outcome()).isInstanceOf(MaskEvent.class);
            assertThat(third.get().outcome()).isInstanceOf(MaskEvent.class);
        }
    }

    private record BusyStore(Duration asked) implements MaskStore {
        @Override
        public String put(byte[] png) throws MaskStoreException {
            throw new MaskStoreException("the mask store is busy", asked, new IOException("503"));
        }

        @Override
        public Look look() {
            throw new UnsupportedOperationException("nobody looks");
        }

        @Override
        public void close() {
            // nothing is open
        }
    }

    private record SlowStore(Semaphore begun, CountDownLatch released) implements MaskStore {
        @Override
        public String put(byte[] png) {
            begun.release();
            try {
                released.await();
            } catch (InterruptedException closing) {
                Thread.currentThread().interrupt();
            }
            return "file:///kept.png";
        }

        @Override
        public Look look() {
            return new Look("slow", true);
        }

        @Override
        public void close() {}
    }
}
