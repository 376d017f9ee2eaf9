package io.maskstream.worker.pipeline;

import static io.maskstream.worker.pipeline.Pipelines.PNG;
import static io.maskstream.worker.pipeline.Pipelines.request;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.maskstream.schemas.event.MaskEvent;
import io.maskstream.worker.pipeline.stage.StagesConfig;
import io.maskstream.worker.source.ImageSources;
import io.maskstream.worker.source.policy.ReadPolicy;
import io.maskstream.worker.source.reading.ImageSource;
import io.maskstream.worker.source.reading.SourceConfig;
import io.maskstream.worker.testing.TestImages;
import io.maskstream.worker.testing.TestModels;
import java.awt.Color;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javax.imageio.ImageIO;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many images at a time: what one waits for is not what others wait for, and memory has an end. */
final class OverlappingStagesTest {
    private static final byte[] IMAGE = TestImages.png(TestImages.stripes(60, 30, Color.RED, Color.BLUE));
    private static final TestModels MODEL = TestModels.colours(6, 3);

    private final Path folder;

    OverlappingStagesTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void shouldGoOnWithOtherImagesWhileOneSourceIsSlow() throws Exception {
        // Given
        var released = new CountDownLatch(1);
        ImageSource source = (uri, allowance) -> {
            if (uri.endsWith("slow")) {
                await(released);
            }
            return IMAGE;
        };
        try (var pipeline = Pipelines.open(source, MODEL, PNG, folder)) {
            // When
            var slow = pipeline.begin(request("file:///slow"));
            var quick = pipeline.segment(request("file:///quick"));
            // Then
            assertThat(quick.outcome()).isInstanceOf(MaskEvent.class);
            assertThat(slow).isNotDone();
            released.countDown();
            assertThat(slow.get(60, TimeUnit.SECONDS).outcome()).isInstanceOf(MaskEvent.class);
        }
    }

    @Test
    void shouldReadAsManyAtATimeAsThereAreThreads() throws Exception {
        // Given
        var together = new CountDownLatch(3);
        ImageSource source = (uri, allowance) -> {
            together.countDown();
            await(together);
            return IMAGE;
        };
        try (var pipeline = Pipelines.open(source, MODEL, PNG, new StagesConfig(3, 1, 1, 1 << 24), folder)) {
            // When
            var all = new ArrayList<CompletableFuture<Segmentation>>();
            for (int i = 0; i < 3; i++) {
                all.add(pipeline.begin(request("file:///" + i)));
            }
            // Then: none would have been read if each had waited for the one before
            for (var one : all) {
                assertThat(one.get(60, TimeUnit.SECONDS).outcome()).isInstanceOf(MaskEvent.class);
            }
        }
    }

    @Test
    void shouldReadAnImageAgainThatDidNotFitIntoMemoryBesideOthers() throws Exception {
        // Given: three quarters of the memory, twice, and both readers have begun
        Path large = folder.resolve("large.bmp");
        ImageIO.write(TestImages.stripes(512, 512, Color.RED, Color.BLUE), "bmp", large.toFile());
        var together = new CountDownLatch(2);
        var reads = new AtomicInteger();
        var config = new SourceConfig(
                Set.of("file"),
                Duration.ofSeconds(60),
                1_000_000,
                ReadPolicy.publicWeb().withRoots(List.of(folder)));
        try (var files = ImageSources.open(config);
                var pipeline = Pipelines.open(
                        (uri, allowance) -> {
                            reads.incrementAndGet();
                            together.countDown();
                            await(together);
                            return files.fetch(uri, allowance);
                        },
                        MODEL,
                        PNG,
                        new StagesConfig(2, 1, 1, 2 << 20),
                        folder)) {
            // When
            var first = pipeline.begin(request(large.toUri().toString()));
            var second = pipeline.begin(request(large.toUri().toString()));
            // Then
            assertThat(first.get(60, TimeUnit.SECONDS).outcome()).isInstanceOf(MaskEvent.class);
            assertThat(second.get(60, TimeUnit.SECONDS).outcome()).isInstanceOf(MaskEvent.class);
            assertThat(reads).hasValueGreaterThanOrEqualTo(2);
            assertThat(pipeline.pipeline().memoryBytes()).isZero();
        }
    }

    @Test
    void shouldNotWorkOnWhatNobodyWaitsFor() throws Exception {
        // Given
        var fetched = new AtomicInteger();
        ImageSource source = (uri, allowance) -> {
            fetched.incrementAndGet();
            return IMAGE;
        };
        var answered = new AtomicInteger();
        try (var pipeline = Pipelines.open(source, MODEL, PNG, new StagesConfig(1, 1, 1, 1 << 24), folder)) {
            // When: one thread reads, so the abandoned one has been looked at when the next is done
            pipeline.pipeline()
                    .segment(request("file:///abandoned"), () -> true, segmentation -> answered.incrementAndGet());
            pipeline.segment(request("file:///wanted"));
        }
        // Then
        assertThat(fetched).hasValue(1);
        assertThat(answered).hasValue(0);
    }

    @Test
    void shouldRunManyImagesThroughFewPlacesInBatches() throws Exception {
        // Given
        try (var pipeline = Pipelines.open((uri, allowance) -> IMAGE, MODEL, PNG, folder)) {
            // When
            var all = new ArrayList<CompletableFuture<Segmentation>>();
            for (int i = 0; i < 300; i++) {
                all.add(pipeline.begin(request("file:///" + i)));
            }
            // Then
            for (var one : all) {
                assertThat(one.get(60, TimeUnit.SECONDS).outcome()).isInstanceOf(MaskEvent.class);
            }
            assertThat(pipeline.pipeline().memoryBytes()).isZero();
        }
    }

    @Test
    void shouldHaveEnoughWhileManyAreReadThatWaitToBeDecoded() throws Exception {
        // Given: the one thread that decodes is held up
        var released = new CountDownLatch(1);
        try (var pipeline =
                Pipelines.open((uri, allowance) -> IMAGE, MODEL, PNG, new StagesConfig(1, 1, 1, 1 << 24), folder)) {
            pipeline.pipeline()
                    .segment(
                            request("file:///held-up"),
                            () -> {
                                if (Thread.currentThread().getName().startsWith("decode")) {
                                    await(released);
                                }
                                return false;
                            },
                            segmentation -> {});
            var all = new ArrayList<CompletableFuture<Segmentation>>();
            for (int i = 0; i < 31; i++) {
                all.add(pipeline.begin(request("file:///" + i)));
            }
            awaitWaiting(pipeline, 31);
            boolean soon = pipeline.pipeline().hasEnough();
            // When
            all.add(pipeline.begin(request("file:///31")));
            awaitWaiting(pipeline, 32);
            boolean then = pipeline.pipeline().hasEnough();
            released.countDown();
            for (var one : all) {
                one.get(60, TimeUnit.SECONDS);
            }
            // Then
            assertThat(soon).isFalse();
            assertThat(then).isTrue();
            assertThat(pipeline.pipeline().hasEnough()).isFalse();
        }
    }

    @Test
    void shouldHoldNoEncodedImageWhileItsMaskWaitsToBeEncoded() throws Exception {
        // Given: the memory that is counted has been given back by then
        var released = new CountDownLatch(1);
        var read = new AtomicReference<WeakReference<byte[]>>();
        ImageSource source = (uri, allowance) -> {
            byte[] image = IMAGE.clone();
            read.set(new WeakReference<>(image));
            return image;
        };
        var encoding = new CountDownLatch(1);
        var done = new CompletableFuture<Segmentation>();
        try (var pipeline = Pipelines.open(source, MODEL, PNG, folder)) {
            // When
            pipeline.pipeline()
                    .segment(
                            request("file:///held-up"),
                            () -> {
                                if (Thread.currentThread().getName().startsWith("encode")) {
                                    encoding.countDown();
                                    await(released);
                                }
                                return false;
                            },
                            done::complete);
            await(encoding);
            // Then
            Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> {
                System.gc();
                return requireNonNull(read.get()).refersTo(null);
            });
            released.countDown();
            assertThat(done.get(60, TimeUnit.SECONDS).outcome()).isInstanceOf(MaskEvent.class);
        }
    }

    private static void awaitWaiting(OpenPipeline pipeline, int images) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> pipeline.pipeline().waiting().decode() == images);
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(Duration.ofSeconds(60).toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("it did not come");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
