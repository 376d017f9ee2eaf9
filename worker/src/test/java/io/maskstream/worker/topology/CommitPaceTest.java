package io.maskstream.worker.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class CommitPaceTest {
    private static final int CAPACITY = 64;

    private final ManualTime time = new ManualTime(TopologyUnderTest.NOW);
    private final CommitPace pace = new CommitPace(true, CAPACITY, time);

    @Test
    void shouldCommitAnOutcomeAtOnceWhereLittleIsInFlight() {
        assertThat(pace.commitNow(1, 0)).isTrue();
    }

    @Test
    void shouldLetOutcomesThatComeTogetherShareACommit() {
        // Given
        pace.commitNow(1, 0);
        // When
        boolean atOnce = pace.commitNow(1, 0);
        time.pass(Duration.ofMillis(8));
        // Then
        assertThat(atOnce).isFalse();
        assertThat(pace.commitNow(0, 0)).isTrue();
    }

    @Test
    void shouldCommitSeldomerWhereMuchIsInFlight() {
        // Given
        pace.commitNow(1, CAPACITY / 2);
        time.pass(Duration.ofMillis(8));
        // When
        boolean soon = pace.commitNow(1, CAPACITY / 2);
        time.pass(Duration.ofMillis(17));
        // Then
        assertThat(soon).isFalse();
        assertThat(pace.commitNow(0, CAPACITY / 2)).isTrue();
    }

    @Test
    void shouldLeaveItToTheIntervalForAWhileWhereImagesHadToWaitForRoom() {
        // Given
        pace.commitNow(1, CAPACITY);
        pace.waited();
        time.pass(Duration.ofMillis(249));
        // When
        boolean soon = pace.commitNow(9, CAPACITY);
        time.pass(Duration.ofMillis(1));
        // Then
        assertThat(soon).isFalse();
        assertThat(pace.commitNow(0, CAPACITY)).isTrue();
    }

    @Test
    void shouldNotKeepReadersWaitingForTheFirstOutcomeOfATask() {
        // Given: a full window, as a worker has that takes over
        pace.waited();
        // Then
        assertThat(pace.commitNow(1, CAPACITY)).isTrue();
    }

    @Test
    void shouldNotCommitWhereNothingLeft() {
        // Given
        pace.commitNow(1, 0);
        // When
        time.pass(Duration.ofSeconds(1));
        // Then
        assertThat(pace.commitNow(0, 0)).isFalse();
    }

    @Test
    void shouldNotCommitWhereReadersNeedNotWaitForIt() {
        assertThat(new CommitPace(false, CAPACITY, time).commitNow(1, 0)).isFalse();
    }
}
