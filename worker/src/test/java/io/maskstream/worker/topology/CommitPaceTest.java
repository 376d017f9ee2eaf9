package io.maskstream.worker.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class CommitPaceTest {
    private static final int CAPACITY = 64;
    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final Duration SHORTEST_REST = Duration.ofMillis(4);
    private static final Duration BUSY_REST = Duration.ofMillis(25);
    private static final Duration STEP = Duration.ofMillis(1);

    private final ManualTime time = new ManualTime(TopologyUnderTest.NOW);
    private final CommitPace pace = new CommitPace(true, CAPACITY, INTERVAL, time);
    private final CommitPace.Task task = pace.begin();

    @Test
    void shouldCommitAnOutcomeAtOnceWhereLittleIsInFlight() {
        assertThat(task.commitNow(1, 0)).isTrue();
    }

    @Test
    void shouldLetOutcomesThatComeTogetherShareACommit() {
        // Given
        task.commitNow(1, 0);
        // When
        boolean atOnce = task.commitNow(1, 0);
        commitTakes(Duration.ofMillis(3));
        boolean afterIt = task.commitNow(1, 0);
        time.pass(SHORTEST_REST);
        // Then
        assertThat(atOnce).isFalse();
        assertThat(afterIt).isFalse();
        assertThat(task.commitNow(0, 0)).isTrue();
    }

    @Test
    void shouldRestForAsLongAsTheCommitBeforeTook() {
        // Given
        task.commitNow(1, 0);
        commitTakes(Duration.ofMillis(20));
        // When
        task.commitNow(1, 0);
        time.pass(Duration.ofMillis(19));
        boolean soon = task.commitNow(1, 0);
        time.pass(Duration.ofMillis(1));
        // Then
        assertThat(soon).isFalse();
        assertThat(task.commitNow(0, 0)).isTrue();
    }

    @Test
    void shouldRestNoLongerAfterACommitThatWasHeldUp() {
        // Given
        task.commitNow(1, 0);
        commitTakes(Duration.ofSeconds(3));
        // When
        boolean soon = task.commitNow(1, 0);
        time.pass(Duration.ofMillis(25));
        // Then
        assertThat(soon).isFalse();
        assertThat(task.commitNow(0, 0)).isTrue();
    }

    @Test
    void shouldNotTakeItsThreadsOtherWorkForTheCommit() {
        // Given: records of other tasks, before the thread comes to the commit that it was asked for
        task.commitNow(1, 0);
        for (int record = 0; record < 10; record++) {
            time.pass(Duration.ofNanos(500_000));
            task.commitNow(1, 0);
        }
        commitTakes(Duration.ofMillis(10));
        // When
        task.commitNow(0, 0);
        time.pass(Duration.ofMillis(9));
        // Then
        assertThat(task.commitNow(0, 0)).isFalse();
    }

    @Test
    void shouldAskAgainWhereNoCommitCame() {
        // Given
        task.commitNow(1, 0);
        for (int record = 0; record < 49; record++) {
            time.pass(Duration.ofNanos(500_000));
            task.commitNow(1, 10);
        }
        // When
        time.pass(Duration.ofNanos(500_000));
        // Then
        assertThat(task.commitNow(0, 0)).isTrue();
    }

    @Test
    void shouldCommitSeldomerWhereMuchIsInFlight() {
        // Given
        task.commitNow(1, CAPACITY / 2);
        commitTakes(SHORTEST_REST);
        task.commitNow(1, CAPACITY / 2);
        // When
        time.pass(Duration.ofMillis(24));
        boolean soon = task.commitNow(1, CAPACITY / 2);
        time.pass(Duration.ofMillis(1));
        // Then
        assertThat(soon).isFalse();
        assertThat(task.commitNow(0, CAPACITY / 2)).isTrue();
    }

    @Test
    void shouldRestTwiceAsLongAfterEachCommitBeforeWhichImagesHadToWaitForRoom() {
        // Given
        task.commitNow(1, CAPACITY);
        // When
        var rests = IntStream.range(0, 3)
                .mapToObj(commit -> restOfAFullWindow(true))
                .toList();
        // Then
        assertThat(rests)
                .containsExactly(BUSY_REST.multipliedBy(2), BUSY_REST.multipliedBy(4), BUSY_REST.multipliedBy(8));
    }

    @Test
    void shouldRestHalfAsLongAfterEachCommitBeforeWhichNoneHadTo() {
        // Given
        task.commitNow(1, CAPACITY);
        restOfAFullWindow(true);
        restOfAFullWindow(true);
        // When
        var rests = IntStream.range(0, 3)
                .mapToObj(commit -> restOfAFullWindow(false))
                .toList();
        // Then
        assertThat(rests).containsExactly(BUSY_REST.multipliedBy(2), BUSY_REST, BUSY_REST);
    }

    @Test
    void shouldNeverRestQuiteUntilACommitComesOfItself() {
        // Given: a full topic
        task.commitNow(1, CAPACITY);
        for (int commit = 0; commit < 8; commit++) {
            restOfAFullWindow(true);
        }
        // Then
        assertThat(restOfAFullWindow(true)).isEqualTo(INTERVAL.multipliedBy(4).dividedBy(5));
    }

    @Test
    void shouldNotKeepReadersOfTheLastOutcomesOfAFullTopicWaiting() {
        // Given
        task.commitNow(1, CAPACITY);
        for (int commit = 0; commit < 8; commit++) {
            restOfAFullWindow(true);
        }
        // When
        commitTakes(SHORTEST_REST);
        task.commitNow(1, 0);
        time.pass(SHORTEST_REST);
        // Then
        assertThat(task.commitNow(0, 0)).isTrue();
    }

    @Test
    void shouldNotKeepReadersWaitingForTheFirstOutcomeOfATask() {
        // Given: a full window, as a worker has that takes over
        task.commitNow(1, CAPACITY);
        pace.waited();
        commitTakes(SHORTEST_REST);
        var taken = pace.begin();
        boolean others = task.commitNow(1, CAPACITY);
        boolean empty = taken.commitNow(0, CAPACITY);
        // When
        boolean first = taken.commitNow(1, CAPACITY);
        boolean second = taken.commitNow(1, CAPACITY);
        // Then
        assertThat(others).isFalse();
        assertThat(empty).isFalse();
        assertThat(first).isTrue();
        assertThat(second).isFalse();
    }

    @Test
    void shouldOweACommitUntilItIsSeenToBeOver() {
        // Given
        task.commitNow(1, 0);
        boolean asked = pace.isOwed();
        // When
        commitTakes(SHORTEST_REST);
        boolean over = pace.isOwed();
        task.commitNow(1, 0);
        // Then: and while an outcome waits for the next
        assertThat(asked).isTrue();
        assertThat(over).isFalse();
        assertThat(pace.isOwed()).isTrue();
    }

    @Test
    void shouldNotTakeAQuietTimeForACommit() {
        // Given
        task.commitNow(1, 0);
        commitTakes(SHORTEST_REST);
        // When: nothing comes for a second, then an image, which takes some milliseconds
        time.pass(Duration.ofSeconds(1));
        task.commitNow(0, 1);
        time.pass(Duration.ofMillis(7));
        // Then
        assertThat(task.commitNow(1, 0)).isTrue();
    }

    @Test
    void shouldNotCommitWhereNothingLeft() {
        // Given
        task.commitNow(1, 0);
        // When
        time.pass(Duration.ofSeconds(1));
        // Then
        assertThat(task.commitNow(0, 0)).isFalse();
    }

    @Test
    void shouldNotCommitWhereReadersNeedNotWaitForIt() {
        // Given
        var unhurried = new CommitPace(false, CAPACITY, INTERVAL, time);
        // Then
        assertThat(unhurried.begin().commitNow(1, 0)).isFalse();
        assertThat(unhurried.isOwed()).isFalse();
    }

    /** The thread comes back from it, and asks. */
    private void commitTakes(Duration duration) {
        time.pass(duration);
        task.commitNow(0, 0);
    }

    /** How long the thread rests after the commit that was asked for, where its windows are full: until it asks for the next. */
    private Duration restOfAFullWindow(boolean waited) {
        if (waited) {
            pace.waited();
        }
        commitTakes(SHORTEST_REST);
        var rest = Duration.ZERO;
        while (!task.commitNow(1, CAPACITY)) {
            time.pass(STEP);
            rest = rest.plus(STEP);
        }
        return rest;
    }
}
