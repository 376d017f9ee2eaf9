package io.maskstream.bench.contestant;

import io.maskstream.schemas.event.FailureEvent;
import io.maskstream.schemas.event.FailureReason;
import io.maskstream.worker.pipeline.ImageRequest;
import io.maskstream.worker.pipeline.Segmentation;
import io.maskstream.worker.pipeline.Segmenter;
import io.maskstream.worker.pipeline.stage.StageTimes;
import io.maskstream.worker.telemetry.Health;
import io.maskstream.worker.telemetry.Meters;
import io.maskstream.worker.topology.PendingChangelog;
import io.maskstream.worker.topology.ProcessingConfig;
import io.maskstream.worker.topology.SegmentationTopology;
import io.maskstream.worker.topology.emission.WorkerIdentity;
import io.maskstream.worker.topology.runtime.Resumptions;
import io.maskstream.worker.topology.runtime.StreamsRuntime;
import io.maskstream.worker.topology.runtime.settings.KafkaConfig;
import io.maskstream.worker.topology.runtime.settings.ProcessingGuarantee;
import io.maskstream.worker.window.Order;
import io.maskstream.worker.window.WindowConfig;
import io.maskstream.worker.window.WindowGroup;
import io.maskstream.worker.window.attempt.Retry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.apache.kafka.common.TopicPartition;

/**
 * Maskstream's topology and window, in key order, with one stream thread as a worker has by default. The source keeps a thread for each image, as
 * the worker's do, and may answer some of its requests with an error that passes.
 */
final class OurContestant implements Contestant {
    private static final int MASK_LIMIT = 900_000;
    private static final int PENDING_LIMIT = 1_100_000;
    /** As a worker has it by default. */
    private static final Retry RETRY =
            new Retry(10, Duration.ofMillis(500), Duration.ofSeconds(30), Duration.ofMinutes(2), 1_000);

    private static final Duration COMMIT = Duration.ofSeconds(1);

    private final int answersPerError;

    /** One whose source makes no errors. */
    OurContestant() {
        this(0);
    }

    /** @param answersPerError one of so many answers is a 503, at random but always the same ones; 0 for none */
    OurContestant(int answersPerError) {
        this.answersPerError = answersPerError;
    }

    @Override
    public String name() {
        return answersPerError == 0 ? "ours" : "ours-with-errors";
    }

    @Override
    public Running start(Race race) {
        var threads = Executors.newFixedThreadPool(concurrency(race));
        var meters = new Meters();
        var kafka = kafka(race);
        var resumptions = new Resumptions(kafka);
        var topology = new SegmentationTopology(
                race.topics(),
                processing(race, kafka),
                segmenter(new SlowWork(race.delay()), race.delay(), threads),
                new WorkerIdentity("bench", "cpu", "constant:1"),
                meters,
                new WindowGroup(),
                Clock.systemUTC(),
                System::nanoTime,
                partition -> resumptions.ask(new TopicPartition(race.topics().images(), partition)));
        var health = new Health(List.of(StreamsRuntime.PART));
        var streams =
                new StreamsRuntime(topology.build(), kafka, 1, PENDING_LIMIT, health, meters, () -> {}, sentence -> {});
        streams.start();
        return () -> {
            streams.close();
            threads.shutdownNow();
            meters.close();
        };
    }

    private Segmenter segmenter(SlowWork work, Duration delay, Executor threads) {
        var times = new StageTimes(delay, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);
        var batch = new Segmentation.Batch(1, 0);
        return (request, abandoned, done) -> threads.execute(() -> {
            if (work.await()) {
                done.accept(
                        isError(request)
                                ? new Segmentation(error(request), times, Segmentation.Batch.NONE, true)
                                : segmentation(work, request, times, batch));
            }
        });
    }

    private boolean isError(ImageRequest request) {
        int answer = new Random(31L * request.imageId().hashCode() + request.attempt()).nextInt(1_000_000);
        return answersPerError > 0 && answer % answersPerError == 0;
    }

    private static FailureEvent error(ImageRequest request) {
        return new FailureEvent(
                request.imageId(),
                request.uri(),
                FailureReason.UNAVAILABLE,
                "the source answered 503",
                request.attempt(),
                request.source(),
                Instant.now(),
                request.attributes());
    }

    private static Segmentation segmentation(
            SlowWork work, ImageRequest request, StageTimes times, Segmentation.Batch batch) {
        return new Segmentation(work.mask(request.imageId(), request.uri()), times, batch, false);
    }

    private static ProcessingConfig processing(Race race, KafkaConfig kafka) {
        var window = new WindowConfig(race.window(), Order.KEY, RETRY, true);
        return new ProcessingConfig(
                window,
                false,
                kafka.commitInterval(),
                Duration.ofSeconds(1),
                kafka.maxEventBytes(),
                PendingChangelog.of(PENDING_LIMIT));
    }

    private static KafkaConfig kafka(Race race) {
        return new KafkaConfig(
                Map.of("bootstrap.servers", race.bootstrapServers()),
                race.topics().prefix(),
                "bench",
                ProcessingGuarantee.AT_LEAST_ONCE,
                COMMIT,
                1,
                race.folder(),
                Duration.ofSeconds(30),
                MASK_LIMIT);
    }
}
