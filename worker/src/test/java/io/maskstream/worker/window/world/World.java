package io.maskstream.worker.window.world;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.maskstream.worker.window.FakeStore;
import io.maskstream.worker.window.ManualClock;
import io.maskstream.worker.window.WindowConfig;
import io.maskstream.worker.window.pending.Pending;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is around a window, as far as it can tell: a log of records that is read from the last committed offset on, a changelog, outcomes,
 * and crashes.
 *
 * <p>With exactly_once the outcomes, the changelog and the offset become durable as one, at a commit. With at_least_once a commit makes
 * the outcomes durable, then the changelog, then the offset; a crash keeps of what came after the last commit the first so many outcomes
 * of each key, and the first so many writes to the changelog, with or without those that a cache would have left out.
 */
final class World {
    private static final List<@Nullable String> KEYS = Arrays.asList("a", "b", "c", null);
    private static final int LONGEST_MILLIS = 1_500;

    private final WindowConfig config;
    private final ManualClock clock = new ManualClock();
    private final List<@Nullable String> log = new ArrayList<>();

    private Map<Integer, Pending> changelog = new TreeMap<>();
    private final List<Long> outcomes = new ArrayList<>();
    private int committed;

    private final List<Life> earlier = new ArrayList<>();
    private FakeStore store = new FakeStore();
    private Life life;
    private final List<Long> emitted = new ArrayList<>();
    private int position;
    private int mostHeld;

    World(WindowConfig config) {
        this.config = config;
        this.life = new Life(config, store, clock, 0);
    }

    /** The offsets of all durable outcomes. */
    List<Long> outcomes() {
        return outcomes;
    }

    int records() {
        return log.size();
    }

    @Nullable
    String key(long offset) {
        return log.get((int) offset);
    }

    void take(Step step) {
        switch (step.kind()) {
            case READ -> readUnlessFull(step.choice());
            case ANSWER -> life.answer(step.random());
            case LATE_ANSWER -> answerLate(step.random());
            case EMIT -> emit();
            case COMMIT -> commit();
            case TIME_PASSES -> passTime(step.choice() % LONGEST_MILLIS);
            case CLOCK_IS_SET -> clock.jump(Duration.ofHours(step.choice() % 11 - 5));
            case CRASH -> crash(step.random());
            case REBALANCE -> {
                commit();
                crash(step.random());
            }
            case HOLD -> life.hold();
        }
    }

    /** Lets all end well. */
    void settle() {
        if (life.isHeld()) {
            take(new Step(Step.Kind.REBALANCE, 0));
        }
        for (int round = 0; round < 30 && !(position == log.size() && life.isIdle()); round++) {
            while (position < log.size()) {
                read();
            }
            emit();
            life.answerAll();
            emit();
            commit();
            passTime(LONGEST_MILLIS);
        }
        commit();
        assertThat(life.isIdle()).isTrue();
        assertThat(store.held()).isEmpty();
    }

    private void readUnlessFull(int choice) {
        if (life.isFull() && choice % 4 != 0) {
            return;
        }
        if (position == log.size()) {
            log.add(KEYS.get(choice % KEYS.size()));
        }
        read();
    }

    private void read() {
        var key = log.get(position);
        var slots = List.copyOf(store.held().keySet());
        life.read(new Pending(
                position, key == null ? null : key.getBytes(UTF_8), null, List.of(), 0, clock.millis(), 1, 0));
        position++;
        if (store.held().size() > slots.size()) {
            assertThat(store.held()).containsKey(lowestFree(slots));
            mostHeld = Math.max(mostHeld, store.held().size());
            assertThat(store.held().lastKey()).isLessThan(mostHeld);
        }
    }

    private static int lowestFree(Collection<Integer> taken) {
        int slot = 0;
        while (taken.contains(slot)) {
            slot++;
        }
        return slot;
    }

    private void answerLate(Random random) {
        if (!earlier.isEmpty()) {
            earlier.get(random.nextInt(earlier.size())).answer(random);
        }
    }

    private void emit() {
        emitted.addAll(life.emit());
        life.checkThatNothingDueWaits();
    }

    /** Where records are left to read, they are read meanwhile: only an input without any is quiet. */
    private void passTime(int millis) {
        if (position < log.size()) {
            read();
        }
        clock.pass(Duration.ofMillis(millis));
    }

    private void commit() {
        outcomes.addAll(emitted);
        emitted.clear();
        changelog = new TreeMap<>(store.held());
        store.takeWrites();
        committed = position;
        if (config.deleteAfterCommit()) {
            life.committed();
        }
    }

    private void crash(Random random) {
        if (config.deleteAfterCommit()) {
            outcomes.addAll(firstOfEachKey(random));
            var writes = random.nextBoolean() ? store.takeWrites() : lastOfEachSlot(store.takeWrites());
            writes.subList(0, random.nextInt(writes.size() + 1)).forEach(write -> write.applyTo(changelog));
        }
        emitted.clear();
        life.close();
        earlier.add(life);
        store = new FakeStore(changelog);
        position = committed;
        life = new Life(config, store, clock, random.nextInt());
    }

    private List<Long> firstOfEachKey(Random random) {
        var left = new HashMap<@Nullable String, Integer>();
        for (var key : KEYS) {
            left.put(key, random.nextInt(emitted.size() + 1));
        }
        return emitted.stream()
                .filter(offset -> left.merge(key(offset), -1, Integer::sum) >= 0)
                .toList();
    }

    private static List<FakeStore.Write> lastOfEachSlot(List<FakeStore.Write> writes) {
        var last = new LinkedHashMap<Integer, FakeStore.Write>();
        for (var write : writes) {
            last.remove(write.slot());
            last.put(write.slot(), write);
        }
        return List.copyOf(last.values());
    }
}
