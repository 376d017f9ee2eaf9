package io.maskstream.bench.contestant;

import io.confluent.parallelconsumer.ParallelConsumerOptions;
import io.confluent.parallelconsumer.ParallelConsumerOptions.CommitMode;
import io.confluent.parallelconsumer.ParallelConsumerOptions.ProcessingOrder;
import io.confluent.parallelconsumer.ParallelStreamProcessor;
import io.confluent.parallelconsumer.PollContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Confluent's Parallel Consumer, in key order, with as many threads as the window has images in flight. */
final class ParallelConsumerContestant implements Contestant {
    private static final Duration COMMIT = Duration.ofSeconds(1);

    @Override
    public String name() {
        return "parallel-consumer";
    }

    @Override
    public Running start(Race race) {
        var work = new SlowWork(race.delay());
        var consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        race.bootstrapServers(),
                        ConsumerConfig.GROUP_ID_CONFIG,
                        race.topics().prefix(),
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        var producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        race.bootstrapServers(),
                        ProducerConfig.LINGER_MS_CONFIG,
                        0),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        var processor =
                ParallelStreamProcessor.createEosStreamProcessor(ParallelConsumerOptions.<byte[], byte[]>builder()
                        .consumer(consumer)
                        .producer(producer)
                        .ordering(ProcessingOrder.KEY)
                        .maxConcurrency(concurrency(race))
                        .commitMode(CommitMode.PERIODIC_CONSUMER_ASYNCHRONOUS)
                        .commitInterval(COMMIT)
                        .build());
        processor.subscribe(List.of(race.topics().images()));
        processor.pollAndProduceMany(image -> records(race, work, image));
        return () -> {
            processor.closeDontDrainFirst();
            producer.close(Duration.ZERO);
        };
    }

    private static List<ProducerRecord<byte[], byte[]>> records(
            Race race, SlowWork work, PollContext<byte[], byte[]> image) {
        var events = work.block(image.key(), image.value());
        return List.of(
                new ProducerRecord<>(race.topics().masks(), image.key(), events.mask()),
                new ProducerRecord<>(race.topics().latency(), image.key(), events.latency()));
    }
}
