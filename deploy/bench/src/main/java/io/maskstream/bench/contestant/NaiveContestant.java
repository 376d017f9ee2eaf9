package io.maskstream.bench.contestant;

import java.time.Duration;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Produced;

/** Kafka Streams as it comes to mind first: {@code mapValues} that waits, a stream thread for each partition. */
final class NaiveContestant implements Contestant {
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(10);

    @Override
    public String name() {
        return "naive";
    }

    @Override
    public int concurrency(Race race) {
        return race.partitions();
    }

    @Override
    public Running start(Race race) {
        var work = new SlowWork(race.delay());
        var builder = new StreamsBuilder();
        var bytes = Serdes.ByteArray();
        var done = builder.stream(race.topics().images(), Consumed.with(bytes, bytes))
                .mapValues((key, value) -> work.block(key, value));
        done.mapValues(SlowWork.Events::mask).to(race.topics().masks(), Produced.with(bytes, bytes));
        done.mapValues(SlowWork.Events::latency).to(race.topics().latency(), Produced.with(bytes, bytes));
        var streams = new KafkaStreams(builder.build(), settings(race));
        streams.start();
        return () -> streams.close(LONGEST_CLOSE);
    }

    private static Properties settings(Race race) {
        var settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, race.topics().prefix());
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, race.bootstrapServers());
        settings.put(StreamsConfig.STATE_DIR_CONFIG, race.folder().toString());
        settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, race.partitions());
        settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 1_000);
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 0);
        settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        // It works on all records of a poll before it looks whether it shall end.
        settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), 4);
        return settings;
    }
}
