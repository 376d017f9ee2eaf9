package io.maskstream.worker.window;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.maskstream.worker.window.attempt.Retry;
import io.maskstream.worker.window.pending.Pending;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A window on fakes, and what left it. */
public final class WindowUnderTest {
    /** Where nothing is read for so long, nothing is left to be read again. */
    public static final Duration QUIET = RereadGate.QUIET;

    static final Duration FIRST_DELAY = Duration.ofMillis(500);
    static final Retry RETRY = new Retry(3, FIRST_DELAY, Duration.ofSeconds(30), Duration.ofMinutes(2), 3);
    static final WindowConfig EXACTLY_ONCE = new WindowConfig(4, Order.KEY, RETRY, false);
    static final WindowConfig AT_LEAST_ONCE = new WindowConfig(4, Order.KEY, RETRY, true);
    static final WindowConfig UNORDERED = new WindowConfig(4, Order.NONE, RETRY, false);

    final ManualClock clock;
    final FakeStore store;
    final FakeWork work = new FakeWork();
    final InFlightWindow<String> window;
    private final List<Finished<String>> left = new ArrayList<>();

    private WindowUnderTest(WindowConfig config, FakeStore store, ManualClock clock) {
        this(config, new WindowGroup(), store, clock);
    }

    private WindowUnderTest(WindowConfig config, WindowGroup group, FakeStore store, ManualClock clock) {
        this.clock = clock;
        this.store = store;
        this.window = new InFlightWindow<>(config, group, store, work, clock, clock, () -> 0.5);
        window.open();
    }

    private WindowUnderTest(WindowConfig config, FakeStore store, CompletableFuture<Long> resumption) {
        this.clock = new ManualClock();
        this.store = store;
        this.window = new InFlightWindow<>(config, new WindowGroup(), store, work, clock, clock, () -> 0.5);
        window.open(() -> resumption);
    }

    /** An empty one. */
    public static WindowUnderTest open(WindowConfig config) {
        return new WindowUnderTest(config, new FakeStore(), new ManualClock());
    }

    /** An empty one beside others. */
    public static WindowUnderTest openIn(WindowGroup group) {
        return new WindowUnderTest(EXACTLY_ONCE, group, new FakeStore(), new ManualClock());
    }

    /** One on a store that holds something. */
    public static WindowUnderTest openOn(FakeStore store, WindowConfig config) {
        return new WindowUnderTest(config, store, new ManualClock());
    }

    /** One on a store that holds something, where somebody knows, or will, at which offset reading goes on. */
    static WindowUnderTest openOn(FakeStore store, WindowConfig config, CompletableFuture<Long> resumption) {
        return new WindowUnderTest(config, store, resumption);
    }

    /** The next one, on this one's store and clock. */
    public WindowUnderTest reopened(WindowConfig config) {
        return new WindowUnderTest(config, store, clock);
    }

    static Pending record(long offset, @Nullable String key) {
        return new Pending(
                offset, key == null ? null : key.getBytes(UTF_8), null, List.of(), 0, ManualClock.START, 1, 0);
    }

    void accept(long offset, @Nullable String key) {
        window.accept(record(offset, key));
    }

    /** The offsets that leave now. */
    List<Long> emit() {
        int before = left.size();
        window.emit(left::add, Integer.MAX_VALUE);
        return left.subList(before, left.size()).stream()
                .map(finished -> finished.pending().offset())
                .toList();
    }

    /** All that left. */
    List<Finished<String>> left() {
        return left;
    }
}
