package io.maskstream.bench.scenario;

import io.maskstream.bench.load.Arrivals;
import io.maskstream.bench.load.Images;
import io.maskstream.bench.load.Kafka;
import io.maskstream.bench.statistics.SteadyRate;
import io.maskstream.bench.worker.WorkerOptions;
import io.maskstream.bench.worker.WorkerProcess;
import io.maskstream.worker.topology.runtime.settings.ProcessingGuarantee;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** One worker process, from a full topic to the last mask. */
final class PipelineRun {
    private static final int PARTITIONS = 4;
    /** Of all images: the last ones come while the worker has less to do than it could. */
    private static final double TAIL = 0.05;

    private final ScenarioSettings settings;
    private final Kafka kafka;

    PipelineRun(ScenarioSettings settings, Kafka kafka) {
        this.settings = settings;
        this.kafka = kafka;
    }

    /**
     * Starts a worker on a topic that holds all references already, as a consumer of its masks sees it.
     *
     * @param prefix of topics that nobody had before
     * @param warmUp images that are not counted, until caches, compilers and pools are warm
     * @param counted images that are
     * @param longest until the last mask
     * @return images a second, without the beginning and the end
     */
    double rate(String prefix, Path model, ProcessingGuarantee guarantee, int warmUp, int counted, Duration longest)
            throws IOException, InterruptedException {
        int count = warmUp + counted;
        var topics = kafka.create(prefix, PARTITIONS);
        kafka.fill(topics, settings.images().references(count));
        long[] arrivals = new long[count];
        var arrived = new AtomicInteger();
        try (var listening = Arrivals.listen(kafka, topics, (key, nanoTime) -> {
                    int index = arrived.get();
                    if (index < count) {
                        arrivals[index] = nanoTime;
                        arrived.incrementAndGet();
                    }
                });
                var worker = WorkerProcess.start(new WorkerOptions(
                        kafka.bootstrapServers(),
                        prefix,
                        model,
                        guarantee,
                        Images.folders(settings.images().files()),
                        settings.folder(),
                        settings.javaOptions(),
                        settings.worker()))) {
            listening.await(() -> arrived.get() == count, longest, worker::requireAlive);
        }
        return SteadyRate.of(arrivals, (double) warmUp / count, TAIL);
    }
}
