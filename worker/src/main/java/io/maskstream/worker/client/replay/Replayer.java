package io.maskstream.worker.client.replay;

import static java.util.Objects.requireNonNull;

import io.maskstream.schemas.event.FailureEvent;
import io.maskstream.schemas.json.EventMapper;
import io.maskstream.schemas.json.InvalidEventException;
import io.maskstream.worker.client.ClientConfig;
import io.maskstream.worker.client.replay.ReplayTransactions.Replay;
import io.maskstream.worker.client.replay.ReplayTransactions.Replayed;
import io.maskstream.worker.topology.runtime.topics.TopicSetup;
import io.maskstream.worker.topology.runtime.topics.TopicsException;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Puts the records of failures back on the images topic: key, value and headers as they were, in the partition where they were, with the
 * time of the replay.
 *
 * <p>Each at most once, also where it is called again, is killed, or two are called at once: a record and the mark that it was replayed are
 * written in one transaction, and whoever begins ends those before it, then reads the marks.
 */
public final class Replayer {

    /** Told how a replay gets on, on the caller's thread. */
    public interface Listener {
        /** How many records there are to look at, at most. */
        void begun(long most);

        /** One more was looked at. */
        void looked();

        /** Something is on the failures topic that does not belong there. */
        void unreadable(String sentence);
    }

    private final ClientConfig config;
    private final EventMapper mapper = new EventMapper();

    public Replayer(ClientConfig config) {
        this.config = requireNonNull(config, "config is null");
    }

    /**
     * Looks at all failures that are committed, and writes nothing.
     *
     * @throws TopicsException where Kafka does not answer, or a topic is missing
     * @throws org.apache.kafka.common.KafkaException where Kafka does not let it read
     */
    public ReplayReport dryRun(Selection selection, Listener listener) throws TopicsException, InterruptedException {
        int partitions = imagePartitions();
        var report = new ReplayReport();
        try {
            look(
                    selection,
                    partitions,
                    listener,
                    report,
                    replay -> report.count(replay.failure().event(), ReplayReport.TO_REPLAY));
        } catch (ReplayException impossible) {
            throw new IllegalStateException("a dry run writes nothing", impossible);
        }
        return report;
    }

    /**
     * Puts back those of all failures that are committed now.
     *
     * @throws TopicsException where Kafka does not answer, or a topic is missing
     * @throws ReplayException where another replay has taken over, or Kafka stopped taking records
     * @throws org.apache.kafka.common.KafkaException where Kafka does not let it read or write
     */
    public ReplayReport execute(Selection selection, Listener listener)
            throws TopicsException, ReplayException, InterruptedException {
        int partitions = imagePartitions();
        new TopicSetup(config.kafka(), config.patience())
                .ensureKept(config.topics().replays());
        var report = new ReplayReport();
        Consumer<Replayed> count = replayed -> report.count(
                replayed.failure().event(), replayed.taken() ? ReplayReport.TO_REPLAY : ReplayReport.REFUSED);
        try (var transactions = ReplayTransactions.open(config, count)) {
            look(selection, partitions, listener, report, transactions::put);
            transactions.flush();
        }
        return report;
    }

    private int imagePartitions() throws TopicsException, InterruptedException {
        var topics = config.topics();
        return requireNonNull(new TopicSetup(config.kafka(), config.patience())
                .require(List.of(topics.images(), topics.failures()))
                .get(topics.images()));
    }

    /** Takes what is to be put back. */
    @FunctionalInterface
    private interface Target {
        void put(Replay replay) throws ReplayException;
    }

    private void look(Selection selection, int partitions, Listener listener, ReplayReport report, Target target)
            throws ReplayException {
        var marks = ReplayMarks.read(config);
        try (var scan = TopicScan.open(config, config.topics().failures());
                var originals = new Originals(config, partitions)) {
            listener.begun(scan.mostRecords());
            while (!scan.isOver()) {
                for (var record : scan.next()) {
                    listener.looked();
                    var failure = read(record, listener);
                    if (failure != null && selection.includes(failure.event())) {
                        take(failure, marks, originals, report, target);
                    }
                }
            }
        }
    }

    private static void take(
            Failure failure, ReplayMarks marks, Originals originals, ReplayReport report, Target target)
            throws ReplayException {
        if (!marks.add(failure.original())) {
            report.count(failure.event(), ReplayReport.BEFORE);
            return;
        }
        var image = originals.find(failure);
        if (image.isPresent()) {
            target.put(new Replay(failure, image.get()));
        } else {
            report.count(failure.event(), ReplayReport.LOST);
        }
    }

    private @Nullable Failure read(ConsumerRecord<byte[], byte[]> record, Listener listener) {
        String place = "%s-%d-%d".formatted(record.topic(), record.partition(), record.offset());
        if (record.value() == null) {
            listener.unreadable(place + " has no value");
            return null;
        }
        try {
            return new Failure(mapper.read(record.value(), FailureEvent.class), record);
        } catch (InvalidEventException invalid) {
            listener.unreadable(place + ": " + invalid.getMessage());
            return null;
        }
    }
}
