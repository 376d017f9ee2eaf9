package io.maskstream.worker.topology;

import static java.util.Objects.requireNonNull;

import io.maskstream.worker.topology.emission.Emission;
import io.maskstream.worker.topology.emission.Emissions;
import io.maskstream.worker.topology.emission.Worked;
import io.maskstream.worker.topology.records.PendingRecords;
import io.maskstream.worker.window.Finished;
import io.maskstream.worker.window.InFlightWindow;
import io.maskstream.worker.window.WindowGroup;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Turns Kafka's words into the window's, and back. May be {@code init()}ed again after {@code close()}.
 *
 * <p>Nothing is written in {@code close()}: that comes after the last commit. What is pending then is in the store, for whoever has the
 * task next.
 */
final class SegmentProcessor extends ContextualProcessor<byte[], byte[], byte[], Emission> {
    private static final Duration EMIT_EVERY = Duration.ofMillis(1);
    /** More than one, so that outcomes leave faster than records come; few, so that sources are kept busy meanwhile. */
    private static final int WITH_EACH_RECORD = 2;

    private static final int AT_ONCE = 16;
    private static final Duration DRAINING_WAIT = Duration.ofMillis(100);

    private final ProcessingConfig config;
    private final IntFunction<SegmentationWork> works;
    private final IntFunction<CompletableFuture<Long>> resumptions;
    private final Emissions emissions;
    private final WindowGroup windows;
    private final Supplier<CommitPace> threadsPace;
    private final Clock wall;
    private final LongSupplier nanoTime;
    private @Nullable InFlightWindow<Worked> window;
    private @Nullable Cancellable emitting;
    private @Nullable CommitPace pace;
    private CommitPace.@Nullable Task task;

    /**
     * The processor of one task.
     *
     * @param works by partition
     * @param resumptions where the partition is read on after a restart, asked of Kafka
     * @param threadsPace that of the stream thread which asks
     */
    SegmentProcessor(
            ProcessingConfig config,
            IntFunction<SegmentationWork> works,
            IntFunction<CompletableFuture<Long>> resumptions,
            Emissions emissions,
            WindowGroup windows,
            Supplier<CommitPace> threadsPace,
            Clock wall,
            LongSupplier nanoTime) {
        this.config = config;
        this.works = works;
        this.resumptions = resumptions;
        this.emissions = emissions;
        this.windows = windows;
        this.threadsPace = threadsPace;
        this.wall = wall;
        this.nanoTime = nanoTime;
    }

    @Override
    public void init(ProcessorContext<byte[], Emission> context) {
        super.init(context);
        var opened = new InFlightWindow<>(
                config.window(),
                windows,
                new PendingImages(context.getStateStore(SegmentationTopology.PENDING)),
                works.apply(context.taskId().partition()),
                wall,
                nanoTime,
                () -> ThreadLocalRandom.current().nextDouble());
        window = opened;
        pace = threadsPace.get();
        task = pace.begin();
        if (windows.isDraining()) {
            opened.hold();
        }
        context.<CommitSignal>getStateStore(SegmentationTopology.COMMITS).listen(opened::committed);
        opened.open(() -> resumptions.apply(context.taskId().partition()));
        keepEmitting(opened);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        var open = requireNonNull(window);
        long offset = context().recordMetadata().orElseThrow().offset();
        if (open.holds(offset)) {
            return; // it was restored from the store, and came again because its offset had not been committed
        }
        waitForRoom(open);
        if (windows.isDraining()) {
            open.hold();
        }
        open.accept(PendingRecords.of(
                record, offset, wall.millis(), config.changelog().largestBytes()));
        emit(open, WITH_EACH_RECORD);
        keepEmitting(open);
    }

    /**
     * Waits for room, and while the worker drains for all that was begun: what is taken up meanwhile would only lie there. What wakes it may be
     * another task's outcome: then this one takes one more all the same, so that the thread comes to the other. Not for an attempt that fails or falls
     * due: while a source is away these come all the time, and would let in as many records as there are.
     * The limit is soft in time, too: the thread has to commit and to poll.
     */
    private void waitForRoom(InFlightWindow<Worked> open) {
        Duration longest =
                windows.isDraining() ? DRAINING_WAIT : config.longestWait().dividedBy(Math.max(1, windows.size()));
        long end = System.nanoTime() + longest.toNanos();
        try {
            while (windows.isDraining() ? windows.begun() > 0 : open.isFull()) {
                requireNonNull(pace).waited();
                if (emit(open, WITH_EACH_RECORD) > 0) {
                    continue;
                }
                long left = end - System.nanoTime();
                if (left <= 0) {
                    return;
                }
                open.awaitAnswer(Duration.ofNanos(left));
                if (emit(open, WITH_EACH_RECORD) == 0 && !windows.isDraining() && open.othersHaveOutcomes()) {
                    return;
                }
            }
        } catch (InterruptedException stopped) {
            throw new InterruptException(stopped);
        }
    }

    private int emit(InFlightWindow<Worked> open, int most) {
        if (windows.isDraining()) {
            open.hold();
        }
        int emitted = open.emit(this::forward, most);
        if (requireNonNull(task).commitNow(emitted, open.inFlight())) {
            context().commit();
        }
        return emitted;
    }

    private void forward(Finished<Worked> finished) {
        context().forward(emissions.record(finished.pending(), finished.result(), finished.givenUp()));
        context().forward(emissions.latency(finished.pending(), finished.result()));
    }

    /** Only while there is something to emit or to commit: each run of a punctuator makes its task commit. */
    private void keepEmitting(InFlightWindow<Worked> open) {
        if (emitting == null && isBusy(open)) {
            emitting = context().schedule(EMIT_EVERY, PunctuationType.WALL_CLOCK_TIME, now -> {
                emit(open, AT_ONCE);
                if (!isBusy(open)) {
                    stopEmitting();
                }
            });
        }
    }

    private boolean isBusy(InFlightWindow<Worked> open) {
        return !open.isIdle() || requireNonNull(pace).isOwed();
    }

    private void stopEmitting() {
        if (emitting != null) {
            emitting.cancel();
            emitting = null;
        }
    }

    @Override
    public void close() {
        stopEmitting();
        if (window != null) {
            window.close();
            window = null;
        }
    }
}
