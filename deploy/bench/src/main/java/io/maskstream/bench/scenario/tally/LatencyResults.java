package io.maskstream.bench.scenario.tally;

import io.maskstream.bench.report.Chart;
import io.maskstream.bench.report.Findings;
import io.maskstream.bench.report.Result;
import io.maskstream.bench.statistics.LatencySample;
import io.maskstream.standalone.page.Percentiles;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The percentiles of one guarantee at each rate. Used by one thread. */
public final class LatencyResults {
    /**
     * What was measured at one rate.
     *
     * @param compiling cores that the worker's compilers took meanwhile
     */
    public record Measured(List<LatencySample> samples, double compiling) {}

    private record AtRate(
            double rate, Percentiles over, Percentiles total, Map<String, Percentiles> stages, double compiling) {}

    private final String guarantee;
    private final Map<String, AtRate> byName = new LinkedHashMap<>();
    private double capacity;

    public LatencyResults(String guarantee) {
        this.guarantee = guarantee;
    }

    public void capacity(double imagesPerSecond) {
        capacity = imagesPerSecond;
    }

    public void add(String name, double rate, Measured measured) {
        var samples = measured.samples();
        var stages = new LinkedHashMap<String, Percentiles>();
        for (String stage : samples.get(0).byStage().keySet()) {
            stages.put(stage, percentiles(samples, sample -> sample.byStage().getOrDefault(stage, 0.0)));
        }
        byName.put(
                name,
                new AtRate(
                        rate,
                        percentiles(samples, LatencySample::overStages),
                        percentiles(samples, LatencySample::total),
                        stages,
                        measured.compiling()));
    }

    private static Percentiles percentiles(List<LatencySample> samples, ToDoubleFunction<LatencySample> value) {
        return Percentiles.of(samples.stream().mapToDouble(value).toArray());
    }

    public void report(Findings findings) {
        String prefix = "latency.%s.".formatted(guarantee);
        findings.add(Result.of(prefix + "capacity.images-per-second", capacity, "images/s"));
        byName.forEach((name, at) -> {
            String here = prefix + name + ".";
            findings.add(Result.detail(here + "rate.images-per-second", at.rate, "images/s, as asked for"));
            String over = "ms beyond fetch, decode, batch wait, inference and encode";
            add(findings, here, "over-stages-ms", at.over, over, false);
            add(findings, here, "total-ms", at.total, "ms from due to received", false);
            findings.add(
                    Result.detail(here + "compiling-cores", at.compiling, "cores that the worker's compilers took"));
            at.stages.forEach((stage, times) -> add(findings, here, stage + "-ms", times, "ms", true));
        });
        chart(findings);
    }

    private static void add(
            Findings findings, String prefix, String name, Percentiles times, String unit, boolean detail) {
        findings.add(new Result(prefix + "p50." + name, times.p50(), unit, List.of(), detail));
        findings.add(new Result(prefix + "p95." + name, times.p95(), unit, List.of(), detail));
        findings.add(new Result(prefix + "p99." + name, times.p99(), unit, List.of(), detail));
    }

    private void chart(Findings findings) {
        List<AtRate> rates = byName.values().stream()
                .sorted((one, other) -> Double.compare(one.rate, other.rate))
                .toList();
        List<Double> x = rates.stream().map(AtRate::rate).toList();
        findings.add(new Chart.Lines(
                "latency-" + guarantee,
                "Latency by rate, %s, capacity %.0f images/s".formatted(guarantee, capacity),
                "images/s, open loop",
                "ms",
                true,
                List.of(
                        line("total p50", x, rates, at -> at.total.p50()),
                        line("total p95", x, rates, at -> at.total.p95()),
                        line("total p99", x, rates, at -> at.total.p99()),
                        line("over stages p50", x, rates, at -> at.over.p50()),
                        line("over stages p99", x, rates, at -> at.over.p99()))));
        List<String> names = new ArrayList<>(rates.get(0).stages.keySet());
        findings.add(new Chart.Bars(
                "latency-stages-" + guarantee,
                "Median of each stage by rate, " + guarantee,
                "images/s, open loop",
                "ms",
                false,
                true,
                rates.stream().map(at -> "%.0f".formatted(at.rate)).toList(),
                names.stream()
                        .map(stage -> new Chart.Bar(
                                stage,
                                rates.stream()
                                        .map(at -> Math.max(0, stage(at, stage).p50()))
                                        .toList()))
                        .toList()));
    }

    private static Percentiles stage(AtRate at, String name) {
        return at.stages.getOrDefault(name, new Percentiles(0, 0, 0));
    }

    private static Chart.Line line(String label, List<Double> x, List<AtRate> rates, ToDoubleFunction<AtRate> value) {
        return new Chart.Line(
                label,
                x,
                rates.stream()
                        .map(at -> Math.max(0.1, value.applyAsDouble(at))) // the axis is logarithmic
                        .toList());
    }
}
