package io.maskstream.worker.cli.wiring;

import io.maskstream.imaging.ImageDecoder;
import io.maskstream.worker.config.WorkerConfig;
import io.maskstream.worker.topology.PendingChangelog;
import io.maskstream.worker.topology.runtime.group.GroupException;
import io.maskstream.worker.topology.runtime.group.InstanceGuard;
import io.maskstream.worker.topology.runtime.topics.TopicSetup;
import io.maskstream.worker.topology.runtime.topics.TopicsException;
import io.maskstream.worker.topology.runtime.topics.TopicsFound;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;

/**
 * What a worker needs beside its model, done while that is loaded: the partitions of a worker that was killed wait for its return, or for it to let
 * others have them. Threads that are not waited for end with their work.
 */
final class Preparation {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final FutureTask<PendingChangelog> changelog;
    /** True when the worker has its name for itself. */
    private final FutureTask<Boolean> name;

    private final FutureTask<ImageDecoder> decoder;

    private Preparation(
            FutureTask<PendingChangelog> changelog, FutureTask<Boolean> name, FutureTask<ImageDecoder> decoder) {
        this.changelog = changelog;
        this.name = name;
        this.decoder = decoder;
    }

    static Preparation begin(WorkerConfig config, InstanceGuard guard) {
        return new Preparation(
                inBackground("kafka-setup", () -> matchTopics(config)),
                // Beside the topics, for the others cannot have this worker's partitions before.
                inBackground("group-setup", () -> {
                    guard.awaitVacant(PATIENCE);
                    return true;
                }),
                decoder(config));
    }

    /**
     * Sees to it that the topics are there, and that the changelog of pending images is as the images topic is now. It is as old as the group: the images
     * topic may have been given more since, also while workers run.
     *
     * @return the changelog, as it is to be made where it is not there
     * @throws TopicsException where Kafka does not answer, or does not let it be changed
     */
    static PendingChangelog matchTopics(WorkerConfig config) throws TopicsException, InterruptedException {
        var setup = new TopicSetup(config.kafka().properties(), PATIENCE);
        var found = setup.ensure(config.topics());
        found.requireRoom(config.kafka());
        return setup.matchChangelog(PendingChangelog.name(config.kafka().applicationId()), found);
    }

    /** For a start without Kafka: the topics are taken to be as Kafka makes them by default, of no partitions. */
    static Preparation withoutKafka(WorkerConfig config) {
        return new Preparation(
                inBackground("kafka-setup", () -> {
                    Admin.create(Map.<String, Object>copyOf(config.kafka().properties()))
                            .close(Duration.ZERO);
                    return PendingChangelog.of(TopicsFound.pendingBytes(TopicsFound.ASSUMED_BYTES));
                }),
                inBackground("group-setup", () -> true),
                decoder(config));
    }

    private static FutureTask<ImageDecoder> decoder(WorkerConfig config) {
        return inBackground("decoder-setup", () -> {
            var decoder = new ImageDecoder(config.maxPixels());
            decoder.warmUp();
            return decoder;
        });
    }

    /** Of what will be pending. The topics are there by then and large enough, and nobody else has the worker's name. */
    PendingChangelog changelog() throws TopicsException, GroupException, InterruptedException {
        try {
            var pending = changelog.get();
            name.get();
            return pending;
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof TopicsException refused) {
                throw refused;
            }
            if (failed.getCause() instanceof GroupException refused) {
                throw refused;
            }
            if (failed.getCause() instanceof KafkaException refused) {
                throw refused;
            }
            throw new IllegalStateException("Kafka could not be prepared", failed.getCause());
        }
    }

    /**
     * Warm.
     *
     * @throws LinkageError where OpenCV's libraries do not load
     */
    ImageDecoder decoder() throws InterruptedException {
        try {
            return decoder.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof LinkageError libraries) {
                throw libraries;
            }
            throw new IllegalStateException("OpenCV cannot be used", failed.getCause());
        }
    }

    private static <T> FutureTask<T> inBackground(String name, Callable<T> work) {
        var task = new FutureTask<>(work);
        var thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
        return task;
    }
}
