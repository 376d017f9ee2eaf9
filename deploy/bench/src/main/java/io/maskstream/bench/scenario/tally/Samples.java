package io.maskstream.bench.scenario.tally;

import io.maskstream.bench.report.Findings;
import io.maskstream.bench.report.Result;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Measurements by name, one for each round, in the order in which the names came first. Used by one thread. */
public final class Samples {
    private final Map<String, List<Double>> samples = new LinkedHashMap<>();

    public void add(String name, double value) {
        samples.computeIfAbsent(name, first -> new ArrayList<>()).add(value);
    }

    public double median(String name) {
        return Result.median(name, of(name), "").value();
    }

    public List<Double> of(String name) {
        return samples.getOrDefault(name, List.of());
    }

    /** Round by round, one divided by the other: both were measured one after the other, so noise that lasts cancels out. */
    public void addRatios(String name, String above, String below) {
        for (int round = 0; round < Math.min(of(above).size(), of(below).size()); round++) {
            add(name, of(above).get(round) / of(below).get(round));
        }
    }

    public void report(Findings findings, String name, String unit) {
        report(findings, name, name, unit);
    }

    /** Adds the median of what was measured under a name as a result of another, if anything was. */
    public void report(Findings findings, String name, String result, String unit) {
        if (!of(name).isEmpty()) {
            findings.add(Result.median(result, of(name), unit));
        }
    }
}
