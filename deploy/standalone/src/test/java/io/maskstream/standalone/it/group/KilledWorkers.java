package io.maskstream.standalone.it.group;

import static java.util.Objects.requireNonNull;

import io.maskstream.schemas.event.ImageEvent;
import io.maskstream.standalone.it.broker.Answers;
import io.maskstream.standalone.it.broker.Wire;
import io.maskstream.standalone.it.process.WorkerProcess;
import io.maskstream.worker.testing.TestImages;
import io.maskstream.worker.testing.TestModels;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/** Workers that are killed and started again while images come in: of each key many, which are numbered. One thread. */
final class KilledWorkers implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String NUMBER = "number";

    private final Wire wire;
    private final Path folder;
    private final Path model;
    private final String guarantee;
    private final List<String> keys;
    private final List<Path> images = new ArrayList<>();
    private final Map<String, WorkerProcess> workers = new HashMap<>();
    private final Duration startTime;
    private final Answers answers;
    private int sentOfEachKey;
    private int endedBeforeTheLast;

    /** Returns when all are ready. */
    KilledWorkers(Wire wire, Path folder, String guarantee, List<String> names, List<String> keys) throws IOException {
        this.wire = wire;
        this.folder = folder;
        this.model = TestModels.colours(64, 64).writeTo(folder);
        this.guarantee = guarantee;
        this.keys = keys;
        for (var colour : List.of(Color.RED, Color.GRAY, Color.BLUE)) {
            byte[] png = TestImages.png(TestImages.stripes(48, 32, colour, Color.BLUE));
            images.add(Files.write(folder.resolve("image-" + images.size() + ".png"), png));
        }
        long start = System.nanoTime();
        names.forEach(this::start);
        workers.values().forEach(WorkerProcess::awaitReady);
        startTime = Duration.ofNanos(System.nanoTime() - start);
        answers = wire.answers();
    }

    /** Sends so many images of each key, in turn. */
    void send(int ofEachKey) throws Exception {
        endedBeforeTheLast = answers.latencies().size();
        for (int end = sentOfEachKey + ofEachKey; sentOfEachKey < end; sentOfEachKey++) {
            for (var key : keys) {
                var image = images.get(sentOfEachKey % images.size()).toUri().toASCIIString();
                wire.send(key, new ImageEvent(null, image, Map.of(NUMBER, Integer.toString(sentOfEachKey))));
            }
        }
        wire.flush();
    }

    /** How long it took until all were ready. */
    Duration startTime() {
        return startTime;
    }

    /** How many images of each key were sent: their numbers are those below. */
    int sentOfEachKey() {
        return sentOfEachKey;
    }

    /** Reads until the worker has ended so many images more. */
    void awaitMoreOf(String name, int more) {
        long before = endedBy(name);
        await(more + " images of " + name, () -> endedBy(name) >= before + more);
    }

    /** Returns when a worker that was started again is ready. */
    void awaitReady(String name) {
        worker(name).awaitReady();
    }

    /**
     * Kills a worker, starts it again, and sends so many images of each key meanwhile.
     *
     * @return how long no mask came, to a committed reader, of any partition that it had
     */
    Duration killAndRestart(String name, int ofEachKey) throws Exception {
        var partitions = partitionsOf(name);
        long start = System.nanoTime();
        worker(name).kill();
        var killedAt = Instant.now();
        start(name);
        send(ofEachKey);
        int before = answers.masks().size();
        await("a mask after " + name + " was killed", () -> answers.masks().stream()
                .skip(before)
                .anyMatch(mask -> partitions.contains(mask.partition())
                        && mask.event().segmentedAt().isAfter(killedAt)));
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** Reads until every image has an outcome, ends the workers in order, and reads what else is committed. */
    void end() {
        await("an outcome of every image", () -> keys.stream()
                .allMatch(key -> numbers(key).stream().distinct().count() == sentOfEachKey));
        workers.values().forEach(WorkerProcess::close);
        answers.drain();
    }

    /** The numbers of a key's masks, in the order in which they were committed. */
    List<Integer> numbers(String key) {
        return answers.masks().stream()
                .filter(mask -> mask.key().equals(key))
                .map(mask -> Integer.valueOf(mask.event().attributes().getOrDefault(NUMBER, "-1")))
                .toList();
    }

    Answers answers() {
        return answers;
    }

    @Override
    public void close() {
        workers.values().forEach(WorkerProcess::close);
        answers.close();
    }

    private void start(String name) {
        workers.put(name, WorkerProcess.start(name, wire, model, folder, guarantee));
    }

    private WorkerProcess worker(String name) {
        return requireNonNull(workers.get(name), name);
    }

    private void await(String what, BooleanSupplier holds) {
        Awaitility.await(what)
                .atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .failFast(() -> workers.values().forEach(WorkerProcess::assertAlive))
                .until(() -> {
                    answers.poll();
                    return holds.getAsBoolean();
                });
    }

    private long endedBy(String name) {
        return answers.latencies().stream()
                .filter(latency -> latency.event().worker().equals(name))
                .count();
    }

    /** The partitions on which a worker was the last to work, since images were sent: they move where a start takes long. */
    private Set<Integer> partitionsOf(String name) {
        var last = new HashMap<Integer, String>();
        answers.latencies().stream()
                .skip(endedBeforeTheLast)
                .forEach(
                        latency -> last.put(latency.partition(), latency.event().worker()));
        return last.entrySet().stream()
                .filter(entry -> entry.getValue().equals(name))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }
}
