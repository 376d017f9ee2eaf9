package io.maskstream.verify.wire;

import io.maskstream.verify.proof.Ledger;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.errors.TimeoutException;

/** Reads until every event has its outcome, or nothing more comes. */
public final class Verification {
    /**
     * What comes late is a repetition, and has to be seen: of one that was killed at the end others repeat what it had not committed, once the classic protocol
     * has missed it (6 s) and its partitions are with them (seen after 8 s).
     */
    static final Duration SETTLING = Duration.ofSeconds(12);

    private final TopicReader reader;
    private final Ledger ledger;
    private final Duration patience;
    private Duration longestSilence = Duration.ZERO;

    /** @param patience longest time without a new outcome, while events wait for one */
    public Verification(TopicReader reader, Ledger ledger, Duration patience) {
        this.reader = reader;
        this.ledger = ledger;
        this.patience = patience;
    }

    /** The longest time in which no outcome came although an event waited for one. */
    public Duration longestSilence() {
        return longestSilence;
    }

    /**
     * Reads on the caller's thread.
     *
     * @param allSent whether no more events will come
     * @param progress run after each look at the topics
     * @throws TimeoutException where nothing more comes because Kafka does not answer
     */
    public void run(BooleanSupplier allSent, Runnable progress) throws InterruptedException {
        long lastNews = System.nanoTime();
        long silentSince = lastNews;
        boolean caughtUp = false;
        while (!Thread.interrupted()) {
            long before = ledger.answered();
            long sentBefore = ledger.sent();
            boolean ended = allSent.getAsBoolean(); // asked before the topics: what was sent by then is on them
            int records = reader.poll();
            progress.run();
            long now = System.nanoTime();
            if (ledger.answered() > before || before >= sentBefore) {
                silentSince = now;
            } else {
                longestSilence = longer(longestSilence, Duration.ofNanos(now - silentSince));
            }
            caughtUp = caughtUp || (records == 0 && reader.isAtTheEnd());
            boolean older = records > 0 && !caughtUp; // what was there before the run has to be passed first
            if (ledger.answered() > before || ledger.sent() > sentBefore || older || !ended) {
                lastNews = now;
                continue;
            }
            var quiet = Duration.ofNanos(now - lastNews);
            boolean complete = ledger.answered() >= ledger.sent() && quiet.compareTo(SETTLING) >= 0;
            boolean hopeless = quiet.compareTo(patience) >= 0;
            if (complete && records == 0 && reader.isAtTheEnd()) {
                return;
            }
            if (hopeless) {
                reader.requireAnswer();
                return;
            }
        }
        throw new InterruptedException("the verification was stopped");
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
