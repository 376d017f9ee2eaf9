package io.maskstream.worker.window.world;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.maskstream.worker.window.FakeStore;
import io.maskstream.worker.window.FakeWork;
import io.maskstream.worker.window.InFlightWindow;
import io.maskstream.worker.window.ManualClock;
import io.maskstream.worker.window.Order;
import io.maskstream.worker.window.WindowConfig;
import io.maskstream.worker.window.WindowGroup;
import io.maskstream.worker.window.WindowUnderTest;
import io.maskstream.worker.window.attempt.Attempt;
import io.maskstream.worker.window.attempt.Retry;
import io.maskstream.worker.window.attempt.Verdict;
import io.maskstream.worker.window.attempt.Work;
import io.maskstream.worker.window.pending.Pending;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One window between two crashes, beside a plain account of what it has to do. */
final class Life implements Work<String> {
    private final WindowConfig config;
    private final ManualClock clock;
    private final InFlightWindow<String> window;
    private final SortedMap<Long, Account> accounts = new TreeMap<>();
    private final List<FakeWork.Begun> underWay = new ArrayList<>();
    private final int salt;
    private long lastRead = -1;
    private long quietSince;
    private boolean held;

    private enum Progress {
        WAITING,
        UNDER_WAY,
        FINISHED
    }

    /** Where a record stands. */
    private static final class Account {
        private final Pending pending;
        private final boolean restored;
        private Progress progress = Progress.WAITING;
        private int attempts;
        private final long takenUp;
        private long due;
        private @Nullable String result;

        Account(Pending pending, boolean restored, ManualClock clock, Duration longestTime) {
            this.pending = pending;
            this.restored = restored;
            this.attempts = pending.attempt() - 1;
            long now = clock.getAsLong();
            this.takenUp = now - between(pending.takenUpAt(), clock.millis(), longestTime);
            this.due = now + between(clock.millis(), pending.notBefore(), longestTime);
        }

        private static long between(long from, long to, Duration most) {
            return Duration.ofMillis(Math.max(0, Math.min(to - from, most.toMillis())))
                    .toNanos();
        }

        boolean isBefore(Account other) {
            return pending.key() != null
                    && Arrays.equals(pending.key(), other.pending.key())
                    && pending.offset() < other.pending.offset();
        }
    }

    /** @param salt decides which attempts end at once */
    Life(WindowConfig config, FakeStore store, ManualClock clock, int salt) {
        this.config = config;
        this.clock = clock;
        this.salt = salt;
        this.quietSince = clock.getAsLong();
        store.held().values().forEach(pending -> accounts.put(pending.offset(), account(pending, true)));
        window = new InFlightWindow<>(config, new WindowGroup(), store, this, clock, clock, () -> 0.5);
        window.open();
    }

    private Account account(Pending pending, boolean restored) {
        return new Account(pending, restored, clock, config.retry().longestTime());
    }

    boolean isFull() {
        return window.isFull();
    }

    boolean isIdle() {
        return window.isIdle();
    }

    boolean isHeld() {
        return held;
    }

    void read(Pending pending) {
        lastRead = pending.offset();
        quietSince = clock.getAsLong();
        boolean known = accounts.containsKey(pending.offset());
        assertThat(window.holds(pending.offset())).isEqualTo(known);
        if (!known) {
            accounts.put(pending.offset(), account(pending, false));
            window.accept(pending);
        }
    }

    /** Ends one of the attempts under way, if there is one, as the random numbers say; sometimes twice. */
    void answer(Random random) {
        if (underWay.isEmpty()) {
            return;
        }
        var ended = underWay.remove(random.nextInt(underWay.size()));
        end(ended, random.nextInt(10) < 3);
        if (random.nextInt(10) == 0) {
            ended.answer().accept(new Verdict<>("second answer", random.nextBoolean()));
        }
    }

    void answerAll() {
        while (!underWay.isEmpty()) {
            end(underWay.remove(0), false);
        }
    }

    /** Returns the offsets that left, in order. */
    List<Long> emit() {
        var left = new ArrayList<Long>();
        window.emit(
                finished -> {
                    var account =
                            requireNonNull(accounts.remove(finished.pending().offset()), "left twice");
                    assertThat(account.progress).isEqualTo(Progress.FINISHED);
                    assertThat(finished.result()).isEqualTo(account.result);
                    assertThat(finished.restored()).isEqualTo(account.restored);
                    assertThat(isHeldUp(account))
                            .as("%s leaves too early", finished)
                            .isFalse();
                    left.add(finished.pending().offset());
                },
                Integer.MAX_VALUE);
        assertThat(window.inFlight()).isEqualTo(accounts.size());
        assertThat(window.begun()).isEqualTo((int) accounts.values().stream()
                .filter(account -> account.progress != Progress.WAITING)
                .count());
        assertThat(accounts.values())
                .as("what is finished and held up by nobody leaves")
                .noneMatch(account -> account.progress == Progress.FINISHED && !isHeldUp(account));
        return left;
    }

    /** After an emit: what waits for later begins in time. */
    void checkThatNothingDueWaits() {
        assertThat(accounts.values())
                .noneMatch(account ->
                        account.progress == Progress.WAITING && account.due - clock.getAsLong() <= 0 && !held);
    }

    void committed() {
        window.committed();
    }

    void hold() {
        window.hold();
        held = true;
    }

    void close() {
        window.close();
    }

    @Override
    public void begin(Attempt<String> attempt, Consumer<Verdict<String>> answer) {
        var pending = attempt.pending();
        var account = requireNonNull(accounts.get(pending.offset()));
        assertThat(account.progress).as("%s begins once", pending).isEqualTo(Progress.WAITING);
        assertThat(pending.attempt()).isEqualTo(account.attempts + 1);
        assertThat(account.due - clock.getAsLong())
                .as("%s begins too early", pending)
                .isNotPositive();
        assertThat(held).as("something begins after a hold").isFalse();
        account.attempts++;
        account.progress = Progress.UNDER_WAY;
        var begun = new FakeWork.Begun(attempt, answer);
        int chance = Math.floorMod((int) pending.offset() * 31 + pending.attempt() * 7 + salt, 12);
        if (chance < 2) {
            end(begun, chance == 0);
        } else {
            underWay.add(begun);
        }
    }

    private void end(FakeWork.Begun begun, boolean mayPass) {
        var account = accounts.get(begun.offset());
        if (account != null && !begun.attempt().isAbandoned()) {
            var spent = Duration.ofNanos(clock.getAsLong() - account.takenUp);
            account.progress = Progress.FINISHED;
            if (mayPass
                    && config.retry().after(account.attempts, spent, Duration.ZERO, 0.5) instanceof Retry.Again again) {
                account.progress = Progress.WAITING;
                account.due = clock.getAsLong() + again.delay().toNanos();
            }
            account.result = "attempt " + account.attempts;
        }
        begun.answer()
                .accept(new Verdict<>("attempt " + begun.attempt().pending().attempt(), mayPass));
    }

    private boolean isHeldUp(Account account) {
        boolean byItsKey =
                config.order() == Order.KEY && accounts.values().stream().anyMatch(other -> other.isBefore(account));
        boolean byReading = config.deleteAfterCommit()
                && account.restored
                && account.pending.offset() > lastRead
                && clock.getAsLong() - quietSince < WindowUnderTest.QUIET.toNanos();
        return byItsKey || byReading;
    }
}
