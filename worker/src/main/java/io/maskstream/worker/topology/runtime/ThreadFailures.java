package io.maskstream.worker.topology.runtime;

import io.maskstream.worker.topology.access.Refusal;
import io.maskstream.worker.topology.runtime.topics.TopicsException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ApplicationRecoverableException;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.FencedMemberEpochException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.StaleMemberEpochException;
import org.apache.kafka.common.errors.TransactionAbortableException;
import org.apache.kafka.common.errors.TransactionAbortedException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.apache.kafka.streams.errors.MissingSourceTopicException;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides what a failed thread means: a new one for what may pass, the end of the worker for what will not. */
final class ThreadFailures implements StreamsUncaughtExceptionHandler {
    private static final Logger log = LoggerFactory.getLogger(ThreadFailures.class);
    private static final int MOST_REPLACED = 10;
    private static final Duration WITHIN = Duration.ofMinutes(5);
    /**
     * What passes by itself (retriable), and what a new member of the group with a new producer is rid of: KIP-1050's recoverable ones, and those that say in
     * other words that a place in the group or a transaction was lost with the broker that knew of it. The next thread ends the old transaction before it
     * begins one.
     */
    private static final List<Class<? extends KafkaException>> MAY_PASS = List.of(
            RetriableException.class,
            ApplicationRecoverableException.class,
            CommitFailedException.class,
            FencedMemberEpochException.class,
            StaleMemberEpochException.class,
            RebalanceInProgressException.class,
            InvalidTxnStateException.class,
            TransactionAbortableException.class,
            TransactionAbortedException.class,
            OutOfOrderSequenceException.class);

    private final LongSupplier nanoTime;
    private final String instanceId;
    private final Growth growth;
    private final Consumer<String> fatal;
    private final ArrayDeque<Long> replaced = new ArrayDeque<>();

    /**
     * Has seen none yet.
     *
     * @param nanoTime monotonic nanoseconds
     * @param growth done before a thread is replaced that found the images topic with more partitions
     * @param fatal told why the worker ends, in a sentence
     */
    ThreadFailures(LongSupplier nanoTime, String instanceId, Growth growth, Consumer<String> fatal) {
        this.nanoTime = nanoTime;
        this.instanceId = instanceId;
        this.growth = growth;
        this.fatal = fatal;
    }

    @Override
    public synchronized StreamThreadExceptionResponse handle(Throwable exception) {
        long now = nanoTime.getAsLong();
        replaced.removeIf(when -> now - when > WITHIN.toNanos());
        if (replaced.size() < MOST_REPLACED) {
            if (mayPass(exception)) {
                log.warn(
                        "a stream thread failed and is replaced: {}",
                        root(exception).toString());
                return replace(now);
            }
            if (hasGrown(exception)) {
                return follow(now);
            }
        }
        if (Refusal.of(exception).isEmpty() && known(exception).isEmpty()) { // else the sentence says all
            log.error("a stream thread failed", exception);
        }
        fatal.accept(sentence(exception));
        return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }

    private StreamThreadExceptionResponse replace(long now) {
        replaced.add(now);
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    private StreamThreadExceptionResponse follow(long now) {
        try {
            growth.follow();
            log.info(
                    "the images topic was given more partitions: a stream thread is replaced, and the group shares them out");
            return replace(now);
        } catch (TopicsException refused) {
            fatal.accept(refused.getMessage());
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
        return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }

    private String sentence(Throwable exception) {
        return known(exception)
                .or(() -> Refusal.of(exception).map(refusal -> "Kafka " + refusal.sentence()))
                .orElseGet(() -> "a stream thread failed: " + root(exception));
    }

    /** What somebody has set, or done to the topics. */
    private Optional<String> known(Throwable exception) {
        Throwable root = root(exception);
        String said = String.valueOf(root.getMessage());
        if (root instanceof FencedInstanceIdException) {
            return Optional.of("another worker has the name %s: give each its own instance.id".formatted(instanceId));
        }
        if (root instanceof UnsupportedVersionException) {
            return Optional.of(
                    "Kafka's brokers are too old for these settings, or do not let them be used (%s); for kafka.group.protocol=streams they need Kafka 4.2 or newer, the feature streams.version and streams among group.coordinator.rebalance.protocols"
                            .formatted(said));
        }
        if (said.contains("transaction.max.timeout.ms")) { // Kafka's client tells this error in words alone
            return Optional.of(
                    "Kafka's brokers do not let a transaction last as long as these settings ask for: with exactly_once_v2 twice commit.interval, or kafka.producer.transaction.timeout.ms; lower it to transaction.max.timeout.ms of the brokers (15 minutes, unless they say otherwise), or raise that");
        }
        if (root instanceof MissingSourceTopicException) {
            return Optional.of(
                    "the images topic is not there any more: start the worker again, which creates it unless topics.create=false");
        }
        if (hasGrown(exception)) {
            return Optional.of(
                    "the images topic has another number of partitions than it had: start the worker again, which gives its changelog as many");
        }
        return Optional.empty();
    }

    /** In the words of the classic protocol, where a worker looks, and of the streams protocol, where the broker does. */
    private static boolean hasGrown(Throwable exception) {
        Throwable root = root(exception);
        String said = String.valueOf(root.getMessage());
        return root instanceof StreamsException
                && (said.contains("has invalid partitions") || said.contains("has different number of partitions"));
    }

    private static boolean mayPass(Throwable exception) {
        for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
            if (cause instanceof FencedInstanceIdException) {
                return false;
            }
            for (var passing : MAY_PASS) {
                if (passing.isInstance(cause)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static Throwable root(Throwable exception) {
        Throwable root = exception;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}
