package io.maskstream.worker.telemetry;

import io.maskstream.schemas.event.FailureEvent;
import io.maskstream.schemas.event.ModelInfo;
import io.maskstream.schemas.event.Outcome;
import io.maskstream.schemas.event.StageMillis;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
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
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Every meter of a worker, in Prometheus' text format. Thread-safe.
 *
 * <table>
 * <caption>Beside the JVM's own (Micrometer's names)</caption>
 * <tr><td>{@code maskstream_images_total{outcome,reason}}</td><td>masks ({@code reason="none"}) and failures by reason</td></tr>
 * <tr><td>{@code maskstream_stage_seconds{stage}}</td><td>histogram of each stage of an image, and of their total</td></tr>
 * <tr><td>{@code maskstream_outputs_dropped_total}</td><td>events that Kafka refused; anything but 0 is an error</td></tr>
 * <tr><td>{@code maskstream_model_info{name,version,sha256}}</td><td>1 for the model that is served</td></tr>
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

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics garbageCollection = new JvmGcMetrics();
    private final Counter dropped = Counter.builder("maskstream.outputs.dropped")
            .description("Events that Kafka refused")
            .register(registry);

    public Meters() {
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ClassLoaderMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        garbageCollection.bindTo(registry);
    }

    /** Counts what became of a record. */
    public void count(Outcome outcome) {
        boolean failed = outcome instanceof FailureEvent;
        String reason = outcome instanceof FailureEvent failure
                ? failure.reason().name().toLowerCase(Locale.ROOT)
                : "none";
        Counter.builder("maskstream.images")
                .description("Images by what became of them")
                .tag("outcome", failed ? "failure" : "mask")
                .tag("reason", reason)
                .register(registry)
                .increment();
    }

    /** Adds the stages of one image. */
    public void time(StageMillis millis) {
        time("topic-wait", millis.topicWait());
        time("queue", millis.queue());
        time("fetch", millis.fetch());
        time("decode", millis.decode());
        time("batch-wait", millis.batchWait());
        time("inference", millis.inference());
        time("encode", millis.encode());
        time("emit", millis.emit());
        time("total", millis.total());
    }

    private void time(String stage, double millis) {
        Timer.builder("maskstream.stage")
                .description("Where the time of an image goes")
                .tag("stage", stage)
                .serviceLevelObjectives(BUCKETS)
                .register(registry)
                .record(Duration.ofNanos(Math.round(millis * 1e6)));
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
