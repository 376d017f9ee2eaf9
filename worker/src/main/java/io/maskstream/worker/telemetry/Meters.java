package io.maskstream.worker.telemetry;

import io.maskstream.schemas.event.FailureReason;
import io.maskstream.schemas.event.ModelInfo;
import io.maskstream.schemas.event.StageMillis;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmCompilationMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Every meter of a worker, in Prometheus' text format. Thread-safe.
 *
 * <table>
 * <caption>Beside the JVM's own (Micrometer's names)</caption>
 * <tr><td>{@code maskstream_images_total{outcome,reason}}</td><td>masks ({@code reason="none"}) and failures by reason</td></tr>
 * <tr><td>{@code maskstream_stage_seconds{stage}}</td><td>histogram of each stage of an image, and of their total</td></tr>
 * <tr><td>{@code maskstream_batch_images}</td><td>histogram of the images in an inference call</td></tr>
 * <tr><td>{@code maskstream_batch_padding_total}</td><td>places that were run without an image</td></tr>
 * <tr><td>{@code maskstream_batch_limit}</td><td>most images in a call; lower than {@code batch.max} once a device ran out of memory</td></tr>
 * <tr><td>{@code maskstream_in_flight}</td><td>images that were taken up and have no outcome yet</td></tr>
 * <tr><td>{@code maskstream_waiting_*}</td><td>images that wait for a thread of a stage: fetch, decode, encode</td></tr>
 * <tr><td>{@code maskstream_memory_bytes}</td><td>memory of images in flight, as it is counted against {@code memory.max}</td></tr>
 * <tr><td>{@code maskstream_lag_records}</td><td>records on the images topic that this worker has not taken up, the worst partition</td></tr>
 * <tr><td>{@code maskstream_outputs_dropped_total}</td><td>events that Kafka refused; anything but 0 is an error</td></tr>
 * <tr><td>{@code maskstream_model_info{name,version,sha256}}</td><td>1 for the model that is served</td></tr>
 * <tr><td>{@code maskstream_device_info{device}}</td><td>1 for where the model runs: {@code cpu}, {@code cuda:0}</td></tr>
 * <tr><td>{@code maskstream_streams_state{state}}</td><td>1 for the state that Kafka Streams is in, else 0</td></tr>
 * <tr><td>{@code maskstream_ready}</td><td>1 when the worker is ready</td></tr>
 * </table>
 */
public final class Meters implements AutoCloseable {
    /** 1 ms to 1 min: from a cached small image on a GPU to a slow source. */
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(1), Duration.ofMillis(2), Duration.ofMillis(5), Duration.ofMillis(10),
        Duration.ofMillis(25), Duration.ofMillis(50), Duration.ofMillis(100), Duration.ofMillis(250),
        Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofMillis(2_500), Duration.ofSeconds(5),
        Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofMinutes(1)
    };

    private static final double[] BATCH_BUCKETS = {1, 2, 4, 8, 16, 32, 64, 128, 256};

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics garbageCollection = new JvmGcMetrics();
    private final Counter dropped = Counter.builder("maskstream.outputs.dropped")
            .description("Events that Kafka refused")
            .register(registry);

    // Looked up once: an image passes all of them, on the thread that reads from Kafka.
    private final Counter masks = images(null);
    private final Map<FailureReason, Counter> failures = new ConcurrentHashMap<>();
    private final DistributionSummary batchImages = DistributionSummary.builder("maskstream.batch.images")
            .description("Images in one inference call")
            .serviceLevelObjectives(BATCH_BUCKETS)
            .register(registry);
    private final Counter batchPadding = Counter.builder("maskstream.batch.padding")
            .description("Places in inference calls that were run without an image")
            .register(registry);
    private final Stage topicWait = stage("topic-wait");
    private final Stage queue = stage("queue");
    private final Stage fetch = stage("fetch");
    private final Stage decode = stage("decode");
    private final Stage batchWait = stage("batch-wait");
    private final Stage inference = stage("inference");
    private final Stage encode = stage("encode");
    private final Stage emit = stage("emit");
    private final Stage total = stage("total");

    public Meters() {
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new JvmCompilationMetrics().bindTo(registry);
        new ClassLoaderMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        garbageCollection.bindTo(registry);
    }

    /**
     * Counts what became of a record.
     *
     * @param reason why it has no mask, or null where it has one
     */
    public void count(@Nullable FailureReason reason) {
        if (reason == null) {
            masks.increment();
        } else {
            failures.computeIfAbsent(reason, any -> images(reason)).increment();
        }
    }

    private Counter images(@Nullable FailureReason reason) {
        return Counter.builder("maskstream.images")
                .description("Images by what became of them")
                .tag("outcome", reason == null ? "mask" : "failure")
                .tag("reason", reason == null ? "none" : reason.name().toLowerCase(Locale.ROOT))
                .register(registry);
    }

    /** Counts one inference call. */
    public void batch(int images, int padding) {
        batchImages.record(images);
        batchPadding.increment(padding);
    }

    /** Asks for a figure of this moment whenever the meters are read. */
    public void gauge(String name, String description, Supplier<Number> figure) {
        Gauge.builder(name, figure).description(description).register(registry);
    }

    /** Adds the stages of one image. */
    public void time(StageMillis millis) {
        topicWait.add(millis.topicWait());
        queue.add(millis.queue());
        fetch.add(millis.fetch());
        decode.add(millis.decode());
        batchWait.add(millis.batchWait());
        inference.add(millis.inference());
        encode.add(millis.encode());
        emit.add(millis.emit());
        total.add(millis.total());
    }

    private Stage stage(String name) {
        return new Stage(Timer.builder("maskstream.stage")
                .description("Where the time of an image goes")
                .tag("stage", name)
                .serviceLevelObjectives(BUCKETS)
                .register(registry));
    }

    private record Stage(Timer timer) {
        void add(double millis) {
            timer.record(Math.round(millis * 1e6), TimeUnit.NANOSECONDS);
        }
    }

    /** Counts an event that Kafka refused. */
    public void countDropped() {
        dropped.increment();
    }

    /** Tells which model is served. */
    public void model(ModelInfo model) {
        Gauge.builder("maskstream.model.info", () -> 1)
                .description("The model that is served")
                .tag("name", model.name())
                .tag("version", model.version())
                .tag("sha256", model.sha256())
                .register(registry);
    }

    /** Tells where the model runs. */
    public void device(String name) {
        Gauge.builder("maskstream.device.info", () -> 1)
                .description("Where the model runs")
                .tag("device", name)
                .register(registry);
    }

    /** Asks for the state of Kafka Streams whenever the meters are read. */
    public void streamsState(List<String> states, Supplier<String> current) {
        for (String state : states) {
            Gauge.builder("maskstream.streams.state", () -> state.equals(current.get()) ? 1 : 0)
                    .description("The state of Kafka Streams")
                    .tag("state", state.toLowerCase(Locale.ROOT))
                    .register(registry);
        }
    }

    /** Asks whether the worker is ready whenever the meters are read. */
    public void ready(BooleanSupplier ready) {
        Gauge.builder("maskstream.ready", () -> ready.getAsBoolean() ? 1 : 0)
                .description("Whether the worker is ready")
                .register(registry);
    }

    /** All meters as Prometheus reads them. */
    public String scrape() {
        return registry.scrape();
    }

    @Override
    public void close() {
        garbageCollection.close();
        registry.close();
    }
}
