package io.maskstream.worker.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.maskstream.schemas.event.StageMillis;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Images of one partition that are worked on side by side. */
final class InFlightTopologyTest {
    private static final Duration TICK = Duration.ofMillis(1);

    private TopologyUnderTest topology = new TopologyUnderTest();

    @AfterEach
    void close() {
        topology.close();
    }

    @Test
    void shouldBeginImagesBeforeEarlierOnesAreFinished() {
        // Given
        topology.segmenter.waitForTheWord();
        // When
        send("a", "file:///1");
        send("b", "file:///2");
        // Then
        assertThat(topology.segmenter.begun()).containsExactly("file:///1", "file:///2");
        assertThat(topology.masks()).isEmpty();
        assertThat(topology.remembered()).containsExactlyInAnyOrder(0L, 1L);
        assertThat(topology.windows.inFlight()).isEqualTo(2);
    }

    @Test
    void shouldEmitWhatIsFinishedThoughNoRecordComes() {
        // Given
        topology.segmenter.waitForTheWord();
        send("a", "file:///1");
        send("b", "file:///2");
        // When
        topology.segmenter.finish("file:///2");
        topology.pass(TICK);
        // Then
        assertThat(topology.masks()).extracting(TestRecord::key).containsExactly("b");
        assertThat(topology.remembered()).containsExactly(0L);
        assertThat(topology.windows.inFlight()).isEqualTo(1);
    }

    @Test
    void shouldKeepTheOrderOfEachKey() {
        // Given
        topology.segmenter.waitForTheWord();
        send("a", "file:///1");
        send("a", "file:///2");
        // When
        topology.segmenter.finish("file:///2");
        topology.pass(TICK);
        var early = topology.masks();
        topology.segmenter.finish("file:///1");
        topology.pass(TICK);
        // Then
        assertThat(early).isEmpty();
        assertThat(topology.masks()).extracting(mask -> mask.value().uri()).containsExactly("file:///1", "file:///2");
    }

    @Test
    void shouldKeepTheOrderOfAKeyWhoseRecordIsInvalid() {
        // Given
        topology.segmenter.waitForTheWord();
        send("a", "file:///1");
        // When
        send("a", "nonsense");
        var early = topology.failures();
        topology.segmenter.finish("file:///1");
        topology.pass(TICK);
        // Then
        assertThat(early).isEmpty();
        assertThat(topology.failures()).hasSize(1);
    }

    @Test
    void shouldTryAgainWhatMayPassAndAccountForBothAttempts() {
        // When
        send("a", "file:///busy");
        var early = topology.failures();
        topology.pass(Duration.ofMillis(700));
        // Then
        assertThat(early).isEmpty();
        assertThat(topology.failures()).isEmpty();
        assertThat(topology.masks()).extracting(TestRecord::key).containsExactly("a");
        var latency = topology.latencies().get(0).value();
        assertThat(latency.attempts()).isEqualTo(2);
        assertThat(latency.millis().fetch()).isEqualTo(7 + 3);
        assertThat(latency.millis().queue()).isGreaterThan(TopologyUnderTest.RETRY_DELAY.toMillis() * 0.8);
        assertThat(stages(latency.millis())).isCloseTo(latency.millis().total(), within(1e-6));
    }

    @Test
    void shouldSayThatItGaveUp() {
        // When
        send("a", "file:///gone");
        for (int attempt = 2; attempt <= 3; attempt++) {
            topology.pass(Duration.ofMillis(700));
            topology.pass(TICK);
        }
        send("b", "file:///closed");
        // Then
        var failures = topology.failures();
        assertThat(failures).extracting(failure -> failure.value().attempts()).containsExactly(3, 1);
        assertThat(failures.get(0).value().detail())
                .matches(
                        "it is not there It was tried 3 times within 1\\.[0-9] s, as often as retry\\.attempts allows; .*");
        assertThat(failures.get(1).value().detail())
                .contains("its source asks to be left alone for longer than retry.max-time allows");
        assertThat(failures).allMatch(failure -> failure.value().record() != null);
    }

    @Test
    void shouldHoldUpNoOtherKeyWhileOneWaitsForItsNextAttempt() {
        // When
        send("a", "file:///busy");
        send("a", "file:///behind");
        send("b", "file:///other");
        topology.pass(TICK);
        // Then
        assertThat(topology.masks()).extracting(TestRecord::key).containsExactly("b");
    }

    @Test
    void shouldTakeOneMoreThanTheWindowHoldsRatherThanStandStill() {
        // Given
        topology.close();
        topology = new TopologyUnderTest(1);
        topology.segmenter.waitForTheWord();
        // When
        send("a", "file:///1");
        send("b", "file:///2");
        // Then
        assertThat(topology.segmenter.begun()).hasSize(2);
    }

    @Test
    void shouldRememberButNotBeginWhatComesWhileItDrains() throws Exception {
        // Given
        topology.segmenter.waitForTheWord();
        send("a", "file:///1");
        // When
        int left = topology.windows.drain(Duration.ZERO);
        send("b", "file:///2");
        // Then
        assertThat(left).isEqualTo(1);
        assertThat(topology.segmenter.begun()).containsExactly("file:///1");
        assertThat(topology.remembered()).containsExactlyInAnyOrder(0L, 1L);
    }

    @Test
    void shouldFinishWhatWasBegunWhileItDrains() throws Exception {
        // Given
        topology.segmenter.waitForTheWord();
        send("a", "file:///1");
        topology.windows.drain(Duration.ZERO);
        // When
        topology.segmenter.finish("file:///1");
        topology.pass(TICK);
        // Then
        assertThat(topology.masks()).hasSize(1);
        assertThat(topology.windows.drain(Duration.ZERO)).isZero();
    }

    @Test
    void shouldTellTheWorkThatItsTaskIsGone() {
        // Given
        topology.segmenter.waitForTheWord();
        send("a", "file:///1");
        // When
        var closed = topology;
        topology.close();
        topology = new TopologyUnderTest();
        // Then
        assertThat(closed.segmenter.isAbandoned("file:///1")).isTrue();
        assertThat(closed.windows.inFlight()).isZero();
    }

    private void send(String key, String value) {
        topology.send(key.getBytes(UTF_8), value.getBytes(UTF_8));
    }

    private static double stages(StageMillis millis) {
        return List.of(
                        millis.topicWait(),
                        millis.queue(),
                        millis.fetch(),
                        millis.decode(),
                        millis.batchWait(),
                        millis.inference(),
                        millis.encode(),
                        millis.emit())
                .stream()
                .mapToDouble(Double::doubleValue)
                .sum();
    }
}
