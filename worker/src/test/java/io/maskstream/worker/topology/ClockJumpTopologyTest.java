package io.maskstream.worker.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.maskstream.schemas.event.StageMillis;
import java.time.Duration;
import java.util.List;
import java.util.stream.DoubleStream;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody sets the worker's wall clock by an hour, or senders write times that no clock has shown. */
final class ClockJumpTopologyTest {
    private static final Duration TICK = Duration.ofMillis(1);

    private final TopologyUnderTest topology = new TopologyUnderTest();

    @AfterEach
    void close() {
        topology.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 1})
    void shouldTryAgainWhenItWasDueBeforeTheClockWasSet(long hours) {
        // Given
        send("a", "file:///busy");
        topology.time.jump(Duration.ofHours(hours));
        // When: neither at once nor in an hour
        topology.pass(TICK);
        assertThat(topology.segmenter.requests()).hasSize(1);
        topology.pass(Duration.ofMillis(700));
        // Then
        assertThat(topology.segmenter.requests()).hasSize(2);
        assertThat(topology.masks()).extracting(TestRecord::key).containsExactly("a");
        assertThat(topology.failures()).isEmpty();
        assertThat(topology.remembered()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 1})
    void shouldMakeAsManyAttemptsAsWithAClockThatIsRight(long hours) {
        // When
        send("a", "file:///gone");
        for (int attempt = 2; attempt <= 3; attempt++) {
            topology.time.jump(Duration.ofHours(hours));
            topology.pass(Duration.ofMillis(700));
            topology.pass(TICK);
        }
        // Then
        assertThat(topology.segmenter.requests()).hasSize(3);
        assertThat(topology.failures()).singleElement().satisfies(failure -> assertThat(
                        failure.value().detail())
                .contains("It was tried 3 times within 1.", "as often as retry.attempts allows"));
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 1})
    void shouldTellTimesThatPassedAlsoWhereTheClockIsSetWhileAnImageIsInFlight(long hours) {
        // Given
        topology.segmenter.waitForTheWord();
        send("a", "file:///1");
        // When
        topology.time.jump(Duration.ofHours(hours));
        topology.pass(Duration.ofSeconds(1));
        topology.segmenter.finish("file:///1");
        topology.pass(TICK);
        // Then
        assertThat(topology.latencies()).singleElement().satisfies(latency -> {
            assertThat(stages(latency.value().millis())).allMatch(millis -> millis >= 0);
            assertThat(latency.value().millis().total()).isBetween(1_020.0, 1_030.0);
        });
    }

    @Test
    void shouldNotTellThatAnImageWaitedLessThanNothingOnItsTopic() {
        // Given: sent by the true time, taken up by a clock that is an hour behind
        topology.time.jump(Duration.ofHours(-1));
        // When
        send("a", "file:///1");
        topology.pass(TICK);
        // Then
        assertThat(topology.latencies()).singleElement().satisfies(latency -> assertThat(
                        latency.value().millis().topicWait())
                .isZero());
    }

    @ParameterizedTest
    @ValueSource(longs = {0, Long.MAX_VALUE / 2, Long.MAX_VALUE})
    void shouldEndAnImageWithAnyTimestamp(long timestamp) {
        // When
        topology.send(
                new TestRecord<>("a".getBytes(UTF_8), "{\"uri\": \"file:///1\"}".getBytes(UTF_8), null, timestamp));
        topology.pass(TICK);
        // Then
        assertThat(topology.masks()).extracting(TestRecord::key).containsExactly("a");
        assertThat(topology.latencies()).singleElement().satisfies(latency -> assertThat(
                        stages(latency.value().millis()))
                .allMatch(millis -> millis >= 0));
    }

    private void send(String key, String uri) {
        topology.send(key.getBytes(UTF_8), "{\"uri\": \"%s\"}".formatted(uri).getBytes(UTF_8));
    }

    private static List<Double> stages(StageMillis millis) {
        return DoubleStream.of(
                        millis.topicWait(),
                        millis.queue(),
                        millis.fetch(),
                        millis.decode(),
                        millis.batchWait(),
                        millis.inference(),
                        millis.encode(),
                        millis.emit(),
                        millis.total())
                .boxed()
                .toList();
    }
}
