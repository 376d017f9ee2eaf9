package io.maskstream.worker.doctor.kafka;

import static java.util.Objects.requireNonNull;

import io.maskstream.worker.doctor.Check;
import io.maskstream.worker.doctor.Finding;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * How far this machine's clock is from that of the cluster's controller. The other brokers and those who submit images are not seen.
 *
 * @param local this machine's
 */
public record ClockCheck(KafkaFacts facts, Clock local) implements Check {
    /** Of what the wait on the topic, in latency events, is wrong by the difference. */
    private static final Duration NOTICEABLE = Duration.ofSeconds(1);
    /** Brokers refuse records that are further in the future (message.timestamp.after.max.ms). */
    private static final Duration REFUSED = Duration.ofHours(1);

    private static final String REMEDY = "synchronise the clocks of both machines, for example with chrony";

    public ClockCheck {
        requireNonNull(local, "local is null");
    }

    @Override
    public String name() {
        return "clock";
    }

    @Override
    public List<String> after() {
        return List.of(BrokerCheck.NAME);
    }

    @Override
    public Finding look() throws InterruptedException {
        try {
            long before = local.millis();
            var there = facts.clock();
            long after = local.millis();
            if (there.isEmpty()) {
                return Finding.warn(
                        "Kafka does not tell its time here (describing the metadata quorum needs KRaft and the right Describe on the cluster)",
                        "compare the clocks by hand, with date on both machines");
            }
            long uncertain = (after - before + 1) / 2;
            long ahead = before + uncertain - there.getAsLong();
            return judge(ahead, uncertain);
        } catch (FactsException unanswered) {
            return Finding.warn(
                    "Kafka did not tell its time: " + unanswered.getMessage(),
                    "compare the clocks by hand, with date on both machines");
        }
    }

    private static Finding judge(long ahead, long uncertain) {
        String found = "this machine is %d ms %s the cluster's controller, give or take %d"
                .formatted(Math.abs(ahead), ahead < 0 ? "behind" : "ahead of", uncertain);
        long surely = Math.abs(ahead) - uncertain;
        if (ahead > 0 && surely > REFUSED.toMillis()) {
            return Finding.fail(found + ": brokers refuse what it sends, as from the future", REMEDY);
        }
        return surely > NOTICEABLE.toMillis()
                ? Finding.warn(found + ": times on the topic are wrong by as much", REMEDY)
                : Finding.ok(found);
    }
}
