package io.maskstream.worker.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.maskstream.schemas.event.FailureEvent;
import io.maskstream.schemas.event.FailureReason;
import io.maskstream.schemas.event.LatencyEvent;
import io.maskstream.schemas.event.Outcome;
import io.maskstream.schemas.event.SourceRecord;
import io.maskstream.schemas.event.StageMillis;
import io.maskstream.schemas.json.EventMapper;
import io.maskstream.worker.topology.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

final class CollectorTest {
    private static final Topics TOPICS = new Topics("t");
    private static final Collector.Until REST = new Collector.Until(0, Duration.ofNanos(1));

    private final MockConsumer<byte[], byte[]> consumer = consumer();
    private final Map<String, Long> offsets = new HashMap<>();
    private final EventMapper mapper = new EventMapper();
    private final List<String> heard = new ArrayList<>();
    private final OutcomeListener listener = new OutcomeListener() {
        @Override
        public void outcome(Outcome outcome) {
            heard.add(outcome.imageId());
        }

        @Override
        public void latency(LatencyEvent latency) {
            heard.add("latency of " + latency.imageId());
        }

        @Override
        public void unreadable(String sentence) {
            heard.add(sentence);
        }
    };

    @Test
    void shouldEndAfterExactlyAsManyOutcomesAndGoOnWithTheRest() {
        // Given
        for (String id : List.of("a", "b", "c", "d")) {
            fail(id);
            time(id);
        }
        try (var collector = new Collector(consumer, TOPICS)) {
            // When
            long first = collector.run(new Collector.Until(1, Duration.ZERO), listener);
            // Then
            assertThat(first).isEqualTo(1);
            assertThat(outcomes()).containsExactly("a");
            assertThat(heard).contains("latency of a");
            // When
            long second = collector.run(new Collector.Until(2, Duration.ZERO), listener);
            fail("e");
            long third = collector.run(REST, listener);
            // Then
            assertThat(second).isEqualTo(2);
            assertThat(third).isEqualTo(2);
            assertThat(outcomes()).containsExactly("a", "b", "c", "d", "e");
        }
    }

    @Test
    void shouldWaitForTheLatenciesOfItsOwnOutcomesAndTakeNoOthersMeanwhile() {
        // Given
        time("of a run before");
        fail("a");
        consumer.schedulePollTask(() -> {});
        consumer.schedulePollTask(() -> fail("b"));
        consumer.schedulePollTask(() -> time("b"));
        consumer.schedulePollTask(() -> time("a"));
        consumer.schedulePollTask(() -> time("later"));
        try (var collector = new Collector(consumer, TOPICS)) {
            // When
            collector.run(new Collector.Until(1, Duration.ZERO), listener);
            // Then
            assertThat(outcomes()).containsExactly("a");
            assertThat(heard).contains("latency of a").doesNotContain("latency of later");
        }
    }

    private List<String> outcomes() {
        return heard.stream().filter(word -> !word.startsWith("latency")).toList();
    }

    private void fail(String id) {
        add(
                TOPICS.failures(),
                new FailureEvent(
                        id,
                        null,
                        FailureReason.NOT_FOUND,
                        "gone",
                        1,
                        new SourceRecord("t", 0, 0),
                        Instant.EPOCH,
                        Map.of()));
    }

    private void time(String id) {
        add(
                TOPICS.latency(),
                new LatencyEvent(
                        id,
                        "worker",
                        "cpu",
                        "lesson:1",
                        1,
                        0,
                        Instant.EPOCH,
                        1,
                        new StageMillis(0, 0, 0, 0, 0, 1, 0, 0, 1)));
    }

    private void add(String topic, Object event) {
        long offset = offsets.merge(topic, 1L, Long::sum) - 1;
        consumer.addRecord(new ConsumerRecord<>(topic, 0, offset, null, mapper.write(event)));
    }

    private static MockConsumer<byte[], byte[]> consumer() {
        var consumer = new MockConsumer<byte[], byte[]>("earliest");
        var begin = new HashMap<TopicPartition, Long>();
        for (String topic : List.of(TOPICS.masks(), TOPICS.failures(), TOPICS.latency())) {
            begin.put(new TopicPartition(topic, 0), 0L);
        }
        consumer.assign(begin.keySet());
        consumer.updateBeginningOffsets(begin);
        return consumer;
    }
}
