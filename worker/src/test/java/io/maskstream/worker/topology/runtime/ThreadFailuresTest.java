package io.maskstream.worker.topology.runtime;

import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.REPLACE_THREAD;
import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
import static org.assertj.core.api.Assertions.assertThat;

import io.maskstream.worker.topology.runtime.topics.TopicsException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.FencedMemberEpochException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TransactionAbortableException;
import org.apache.kafka.common.errors.TransactionAbortedException;
import org.apache.kafka.common.errors.UnknownMemberIdException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.apache.kafka.streams.errors.MissingSourceTopicException;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.errors.TopologyException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class ThreadFailuresTest {
    private static final int MOST = 10;

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000); // overflows soon, as it may
    private final List<String> fatal = new ArrayList<>();
    private final ThreadFailures failures = new ThreadFailures(nanos::get, "one", this::follow, fatal::add);

    private int followed;
    private @Nullable String refusal;

    private void follow() throws TopicsException {
        followed++;
        if (refusal != null) {
            throw new TopicsException(refusal);
        }
    }

    @Test
    void shouldReplaceAThreadForWhatMayPassButNotForEver() {
        // Given
        var passing = new StreamsException(new TimeoutException("no answer"));
        // When / Then
        for (int thread = 0; thread < MOST; thread++) {
            assertThat(failures.handle(passing)).isEqualTo(REPLACE_THREAD);
        }
        assertThat(fatal).isEmpty();
        assertThat(failures.handle(passing)).isEqualTo(SHUTDOWN_CLIENT);
        assertThat(fatal).hasSize(1);
    }

    @Test
    void shouldForgetThoseOfLongAgo() {
        // Given
        for (int thread = 0; thread < MOST; thread++) {
            failures.handle(new TimeoutException("no answer"));
        }
        // When
        nanos.addAndGet(Duration.ofMinutes(6).toNanos());
        // Then
        assertThat(failures.handle(new TimeoutException("no answer"))).isEqualTo(REPLACE_THREAD);
        assertThat(fatal).isEmpty();
    }

    static Stream<Exception> losses() {
        return Stream.of(
                new InvalidTxnStateException("in an invalid state"),
                new TransactionAbortableException("to be aborted"),
                new TransactionAbortedException("was aborted"),
                new InvalidProducerEpochException("of an older producer"),
                new OutOfOrderSequenceException("one is missing"),
                new CommitFailedException("not of the group any more"),
                new UnknownMemberIdException("not aware of this member"),
                new FencedMemberEpochException("the coordinator has a larger one"));
    }

    @ParameterizedTest
    @MethodSource("losses")
    void shouldReplaceAThreadThatLostItsTransactionOrItsPlaceInTheGroup(Exception lost) {
        // When
        var response = failures.handle(new StreamsException("Error encountered trying to commit", lost));
        // Then
        assertThat(response).isEqualTo(REPLACE_THREAD);
        assertThat(fatal).isEmpty();
    }

    @Test
    void shouldEndTheWorkerWhoseNameAnotherHas() {
        // When
        var response = failures.handle(new StreamsException(new FencedInstanceIdException("fenced")));
        // Then
        assertThat(response).isEqualTo(SHUTDOWN_CLIENT);
        assertThat(fatal).singleElement().asString().contains("another worker has the name one", "instance.id");
    }

    @Test
    void shouldEndTheWorkerForWhatDoesNotPass() {
        // When
        var response = failures.handle(new StreamsException("broken", new IllegalStateException("for ever")));
        // Then
        assertThat(response).isEqualTo(SHUTDOWN_CLIENT);
        assertThat(fatal).singleElement().asString().contains("for ever");
    }

    @Test
    void shouldSayWhatTheBrokerNeedsWhereItDoesNotKnowTheProtocol() {
        // When
        failures.handle(new StreamsException(new UnsupportedVersionException("no STREAMS group protocol")));
        // Then
        assertThat(fatal).singleElement().asString().contains("no STREAMS group protocol", "streams.version");
    }

    static Stream<Exception> growths() {
        return Stream.of(
                new StreamsException(
                        "Existing internal topic app-pending-changelog has invalid partitions: expected: 6; actual: 4. Use 'org.apache.kafka.tools.StreamsResetter' tool to clean up"),
                new TopologyException(
                        "Existing topic app-pending-changelog has different number of partitions: expected 6, found 4"));
    }

    @ParameterizedTest
    @MethodSource("growths")
    void shouldFollowTheImagesTopicWhereThatWasGivenMorePartitions(Exception growth) {
        // When
        var response = failures.handle(growth);
        // Then
        assertThat(response).isEqualTo(REPLACE_THREAD);
        assertThat(followed).isOne();
        assertThat(fatal).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("growths")
    void shouldSayWhyItCannotFollow(Exception growth) {
        // Given
        refusal = "Kafka does not let this worker add them";
        // When
        var response = failures.handle(growth);
        // Then
        assertThat(response).isEqualTo(SHUTDOWN_CLIENT);
        assertThat(fatal).containsExactly(refusal);
    }

    @ParameterizedTest
    @MethodSource("growths")
    void shouldNotFollowForEver(Exception growth) {
        // Given
        for (int thread = 0; thread < MOST; thread++) {
            failures.handle(growth);
        }
        // When
        var response = failures.handle(growth);
        // Then
        assertThat(response).isEqualTo(SHUTDOWN_CLIENT);
        assertThat(fatal)
                .singleElement()
                .asString()
                .contains("another number of partitions than it had: start the worker again")
                .doesNotContain("Exception", "StreamsResetter");
    }

    static Stream<Arguments> deeds() {
        return Stream.of(
                Arguments.of(
                        new MissingSourceTopicException("One or more source topics were missing during rebalance"),
                        "the images topic is not there any more: start the worker again"),
                Arguments.of(
                        new StreamsException(
                                "Error encountered trying to initialize transactions",
                                new KafkaException(
                                        "Unexpected error in InitProducerIdResponse; The transaction timeout is larger than the maximum value allowed by the broker (as configured by transaction.max.timeout.ms).")),
                        "twice commit.interval"));
    }

    @ParameterizedTest
    @MethodSource("deeds")
    void shouldSayInItsOwnWordsWhatWasDoneToTopicsAndSettings(Exception deed, String sentence) {
        // When
        var response = failures.handle(deed);
        // Then
        assertThat(response).isEqualTo(SHUTDOWN_CLIENT);
        assertThat(fatal).singleElement().asString().contains(sentence).doesNotContain("Exception", "StreamsResetter");
    }
}
