package io.maskstream.verify.proof;

import static io.maskstream.verify.proof.Guarantee.AT_LEAST_ONCE;
import static io.maskstream.verify.proof.Guarantee.EXACTLY_ONCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.maskstream.schemas.event.EncodedMask;
import io.maskstream.schemas.event.FailureEvent;
import io.maskstream.schemas.event.MaskEvent;
import io.maskstream.verify.event.Plan;
import io.maskstream.verify.event.Reference;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class LedgerTest {
    private static final int EVENTS = 20;

    private final Stream stream = new Stream(EVENTS, 0);

    @ParameterizedTest
    @EnumSource
    void shouldProveARunInWhichEachEventHasItsOutcome(Guarantee guarantee) {
        // Given
        var mixed = new Stream(200, 0.3);
        // When
        for (int number = 0; number < 200; number++) {
            mixed.answer(number);
        }
        // Then
        var proof = mixed.ledger.proof(guarantee, 200);
        assertThat(proof.violations()).isEmpty();
        assertThat(proof.holds()).isTrue();
        assertThat(proof.masks() + proof.failed()).isEqualTo(200);
        assertThat(proof.failed()).isBetween(30L, 90L);
        assertThat(proof.lines()).last().asString().startsWith("PROVED, " + guarantee.kafkaName());
    }

    @Test
    void shouldLetWorkersLeaveOutCredentials() {
        // Given
        var reference = Reference.unknown("https://user:secret@example.org/cat.jpg");
        var plan = new Plan(Stream.RUN, 7, 1, 1, 0, List.of(reference), List.of());
        var ledger = new Ledger(Stream.RUN);
        var sent = plan.iterator().next();
        String key = sent.numbered().key();
        ledger.sent(key, sent.numbered(), sent.uri());
        // When
        var event = sent.numbered().event("https://example.org/cat.jpg");
        ledger.outcome(key, 0, Stream.mask(key, event.uri(), "a".repeat(64), event.attributes()));
        ledger.latency(key);
        // Then
        assertThat(ledger.proof(EXACTLY_ONCE, 1).violations()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void shouldFindALostEvent(Guarantee guarantee) {
        // When
        answerAllBut(7);
        // Then
        var proof = stream.ledger.proof(guarantee, EVENTS);
        assertThat(proof.violations()).isEqualTo(Map.of("lost", 1L));
        assertThat(proof.examples()).containsExactly("lost: run1-00001 number 3 has no outcome");
        assertThat(proof.lines()).last().asString().startsWith("NOT PROVED");
    }

    @Test
    void shouldFindAMaskThatIsNotWhatItsEventSays() {
        // Given
        int last = EVENTS - 1;
        var right = (MaskEvent) stream.right(last);
        var wrong = new MaskEvent(
                right.imageId(),
                right.uri(),
                right.image(),
                EncodedMask.png(24, 18, new byte[] {1}),
                right.classes(),
                right.model(),
                right.segmentedAt(),
                right.attributes());
        // When
        answerAllBut(last);
        stream.outcome(last, wrong);
        stream.latency(last);
        // Then
        var proof = stream.ledger.proof(EXACTLY_ONCE, EVENTS);
        assertThat(proof.violations()).isEqualTo(Map.of("wrongMasks", 1L));
        assertThat(proof.examples()).singleElement().asString().contains("cannot be read: the mask is not a PNG");
    }

    @Test
    void shouldFindARepeatedOutcome() {
        // When
        answerAllBut(-1);
        stream.answer(7);
        // Then
        assertThat(stream.ledger.proof(EXACTLY_ONCE, EVENTS).violations()).isEqualTo(Map.of("repeated", 1L));
        var allowed = stream.ledger.proof(AT_LEAST_ONCE, EVENTS);
        assertThat(allowed.holds()).isTrue();
        assertThat(allowed.repeated()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void shouldFindAnOutcomeThatCameTooLate(Guarantee guarantee) {
        // When
        answerAllBut(7);
        stream.answer(7);
        // Then
        assertThat(stream.ledger.proof(guarantee, EVENTS).violations()).isEqualTo(Map.of("outOfOrder", 1L));
    }

    @Test
    void shouldLetRepeatedOutcomesComeInAnyOrderWhereTheyAreAllowed() {
        // When
        answerAllBut(-1);
        stream.answer(19);
        stream.answer(3);
        // Then
        assertThat(stream.ledger.proof(AT_LEAST_ONCE, EVENTS).holds()).isTrue();
    }

    @Test
    void shouldFindAKeyWhoseOutcomesLieInTwoPartitions() {
        // When
        answerAllBut(18);
        stream.ledger.outcome(stream.key(18), 1, stream.right(18));
        stream.latency(18);
        // Then
        assertThat(stream.ledger.proof(EXACTLY_ONCE, EVENTS).violations()).isEqualTo(Map.of("outOfOrder", 1L));
    }

    @Test
    void shouldNotHoldMasksAgainstFailures() {
        // Given: the failure of 2 is read after the mask of 4, from another topic
        var mixed = new Stream(6, 0.5);
        // When
        for (int number = 0; number < 6; number++) {
            if (mixed.right(number) instanceof MaskEvent) {
                mixed.answer(number);
            }
        }
        for (int number = 0; number < 6; number++) {
            if (mixed.right(number) instanceof FailureEvent) {
                mixed.answer(number);
            }
        }
        // Then
        var proof = mixed.ledger.proof(EXACTLY_ONCE, 6);
        assertThat(proof.masks()).isPositive();
        assertThat(proof.failed()).isPositive();
        assertThat(proof.holds()).isTrue();
    }

    @Test
    void shouldFindAnAlteredAttribute() {
        // When
        answerAllBut(18);
        stream.outcome(18, stream.with(18, "verify.chain", "0123456789abcdef"));
        stream.latency(18);
        // Then
        assertThat(stream.ledger.proof(EXACTLY_ONCE, EVENTS).violations()).isEqualTo(Map.of("altered", 1L));
    }

    @Test
    void shouldFindAnAttributeThatWasAdded() {
        // When
        answerAllBut(18);
        stream.outcome(18, stream.with(18, "greeting", "hello"));
        // Then
        assertThat(stream.ledger.proof(EXACTLY_ONCE, EVENTS).altered()).isEqualTo(1);
    }

    @Test
    void shouldFindAnOutcomeThatHasLostItsAttributes() {
        // When
        answerAllBut(18);
        stream.outcome(18, stream.withoutAttributes(18));
        // Then
        var proof = stream.ledger.proof(EXACTLY_ONCE, EVENTS);
        assertThat(proof.altered()).isEqualTo(1);
        assertThat(proof.lost()).as("nobody knows whose it is").isEqualTo(1);
    }

    @Test
    void shouldFindTheMaskOfAnotherImage() {
        // When
        answerAllBut(18);
        stream.outcome(18, stream.maskOfAnotherImage(18));
        stream.latency(18);
        // Then
        assertThat(stream.ledger.proof(EXACTLY_ONCE, EVENTS).violations()).isEqualTo(Map.of("altered", 1L));
    }

    @Test
    void shouldFindAnOutcomeUnderAnotherKey() {
        // When
        answerAllBut(18);
        stream.ledger.outcome("run1-00001", 0, stream.right(18));
        stream.latency(18);
        // Then
        assertThat(stream.ledger.proof(EXACTLY_ONCE, EVENTS).violations()).isEqualTo(Map.of("altered", 1L));
    }

    @Test
    void shouldFindAForeignOutcome() {
        // When
        answerAllBut(-1);
        stream.outcome(18, stream.with(18, "verify.sequence", "4711"));
        stream.latency(18);
        // Then
        assertThat(stream.ledger.proof(EXACTLY_ONCE, EVENTS).violations()).isEqualTo(Map.of("foreign", 1L));
    }

    @Test
    void shouldNotReserveRoomForANumberThatNobodyCouldHaveSent() {
        // When
        answerAllBut(-1);
        stream.outcome(18, stream.with(18, "verify.sequence", "2147483647"));
        // Then
        assertThat(stream.ledger.proof(EXACTLY_ONCE, EVENTS).foreign()).isEqualTo(1);
    }

    @Test
    void shouldLetOutcomesOfOthersPass() {
        // When
        answerAllBut(-1);
        stream.ledger.outcome("cat", 0, stream.of("cat", Map.of("owner", "somebody")));
        stream.ledger.latency("cat");
        stream.ledger.outcome("run2-00000", 0, stream.of("run2-00000", Map.of("verify.run", "run2")));
        // Then
        var proof = stream.ledger.proof(EXACTLY_ONCE, EVENTS);
        assertThat(proof.holds()).isTrue();
        assertThat(proof.others()).isEqualTo(2);
    }

    @Test
    void shouldFindAFailureOfWhatHadToHaveAMask() {
        // When
        answerAllBut(18);
        stream.outcome(18, stream.failure(18));
        stream.latency(18);
        // Then
        assertThat(stream.ledger.proof(EXACTLY_ONCE, EVENTS).violations()).isEqualTo(Map.of("unexpected", 1L));
    }

    @Test
    void shouldFindAMaskOfWhatHadToFail() {
        // Given
        var hostile = new Stream(2, 1);
        // When
        hostile.answer(1);
        hostile.outcome(0, hostile.mask(0, "c".repeat(64)));
        hostile.latency(0);
        // Then
        assertThat(hostile.ledger.proof(EXACTLY_ONCE, 2).violations()).isEqualTo(Map.of("unexpected", 1L));
    }

    @ParameterizedTest
    @EnumSource
    void shouldFindAnOutcomeWithoutItsLatency(Guarantee guarantee) {
        // When
        answerAllBut(18);
        stream.outcome(18, stream.right(18));
        // Then
        assertThat(stream.ledger.proof(guarantee, EVENTS).violations()).isEqualTo(Map.of("latencyMissing", 1L));
    }

    @Test
    void shouldFindALatencyThatIsRepeated() {
        // When
        answerAllBut(-1);
        stream.latency(18);
        // Then
        assertThat(stream.ledger.proof(EXACTLY_ONCE, EVENTS).violations()).isEqualTo(Map.of("latencyExtra", 1L));
        assertThat(stream.ledger.proof(AT_LEAST_ONCE, EVENTS).holds()).isTrue();
    }

    @Test
    void shouldFindAnEventThatKafkaTookAndDoesNotHave() {
        // When
        answerAllBut(-1);
        // Then
        assertThat(stream.ledger.proof(EXACTLY_ONCE, EVENTS + 1).violations()).isEqualTo(Map.of("missing", 1L));
    }

    @Test
    void shouldFindInputThatIsNotAsItWasSent() {
        // Given
        var ledger = new Ledger(Stream.RUN);
        // When: of each key the first is missing
        for (var sent : Plan.drawn(Stream.RUN, 42, 6, 2, 0)) {
            if (sent.numbered().sequence() > 0) {
                ledger.sent(sent.numbered().key(), sent.numbered(), sent.uri());
            }
        }
        // Then
        assertThat(ledger.proof(EXACTLY_ONCE, -1).disordered()).isEqualTo(4);
        assertThat(ledger.proof(EXACTLY_ONCE, -1).holds()).isFalse();
    }

    @Test
    void shouldTakeAnOutcomeThatIsReadBeforeItsEvent() {
        // Given
        var late = new Stream(2, 0);
        var ledger = new Ledger(Stream.RUN);
        // When
        ledger.outcome(late.key(0), 0, late.right(0));
        ledger.latency(late.key(0));
        ledger.sent(
                late.key(0), late.events.get(0).numbered(), late.events.get(0).uri());
        // Then
        assertThat(ledger.proof(EXACTLY_ONCE, 1).holds()).isTrue();
    }

    @Test
    void shouldProveNothingWhereNothingWasSent() {
        assertThat(new Ledger("nobody").proof(EXACTLY_ONCE, -1).holds()).isFalse();
    }

    private void answerAllBut(int left) {
        for (int number = 0; number < EVENTS; number++) {
            if (number != left) {
                stream.answer(number);
            }
        }
    }
}
