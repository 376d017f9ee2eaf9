package io.maskstream.standalone.it.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.maskstream.schemas.event.FailureEvent;
import io.maskstream.schemas.event.LatencyEvent;
import io.maskstream.schemas.event.MaskEvent;
import io.maskstream.schemas.event.Outcome;
import io.maskstream.schemas.json.EventMapper;
import io.maskstream.schemas.json.InvalidEventException;
import io.maskstream.worker.topology.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** All masks, failures and latencies that are committed, since the topics exist. Each is held against its JSON Schema. One thread. */
public final class Answers implements AutoCloseable {
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(3);

    /**
     * One event, and what is around it.
     *
     * @param headers the last of each name
     */
    public record Answer<T>(T event, String key, int partition, Map<String, String> headers) {}

    private final Topics topics;
    private final KafkaConsumer<String, byte[]> consumer;
    private final EventMapper mapper = new EventMapper();
    private final EventSchemas schemas = new EventSchemas();
    private final List<Answer<MaskEvent>> masks = new ArrayList<>();
    private final List<Answer<FailureEvent>> failures = new ArrayList<>();
    private final List<Answer<LatencyEvent>> latencies = new ArrayList<>();

    public Answers(String bootstrapServers, Topics topics) {
        this.topics = topics;
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        var partitions = Stream.of(topics.masks(), topics.failures(), topics.latency())
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** Reads until there are so many masks and failures, and a latency for each image that was worked on. */
    public void awaitOutcomes(int count) {
        await(count + " outcomes")
                .atMost(LONGEST_WAIT)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> {
                    poll();
                    return outcomes().count() >= count && latencies.size() >= masks.size();
                });
    }

    /** Reads what is there. */
    public void poll() {
        consumer.poll(Duration.ofMillis(100)).forEach(this::take);
    }

    /** Reads to the end of what is committed: nothing is left out, where nobody writes any more. */
    public void drain() {
        var ends = consumer.endOffsets(consumer.assignment());
        await("the end of the topics").atMost(LONGEST_WAIT).until(() -> {
            poll();
            return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
        });
    }

    public List<Answer<MaskEvent>> masks() {
        return masks;
    }

    public List<Answer<FailureEvent>> failures() {
        return failures;
    }

    public List<Answer<LatencyEvent>> latencies() {
        return latencies;
    }

    /** Masks and failures. */
    public Stream<Outcome> outcomes() {
        return Stream.concat(
                masks.stream().map(Answer::event), failures.stream().map(Answer::event));
    }

    public MaskEvent mask(String imageId) {
        return masks.stream()
                .map(Answer::event)
                .filter(mask -> mask.imageId().equals(imageId))
                .reduce((first, second) -> {
                    throw new AssertionError("two masks for " + imageId);
                })
                .orElseThrow(() -> new AssertionError("no mask for " + imageId));
    }

    private void take(ConsumerRecord<String, byte[]> record) {
        try {
            if (record.topic().equals(topics.masks())) {
                masks.add(answer(record, "mask-event", MaskEvent.class));
            } else if (record.topic().equals(topics.failures())) {
                failures.add(answer(record, "failure-event", FailureEvent.class));
            } else {
                latencies.add(answer(record, "latency-event", LatencyEvent.class));
            }
        } catch (InvalidEventException e) {
            throw new AssertionError("on " + record.topic() + ": " + new String(record.value(), UTF_8), e);
        }
    }

    private <T> Answer<T> answer(ConsumerRecord<String, byte[]> record, String schema, Class<T> type)
            throws InvalidEventException {
        assertThat(schemas.errors(schema, record.value())).as(record.topic()).isEmpty();
        var headers = Stream.of(record.headers().toArray())
                .collect(Collectors.toMap(
                        header -> header.key(), header -> new String(header.value(), UTF_8), (first, last) -> last));
        return new Answer<>(mapper.read(record.value(), type), record.key(), record.partition(), headers);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
