package io.maskstream.bench.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a scenario found out. Filled by one thread. */
public final class Findings {
    private final Map<String, String> settings = new LinkedHashMap<>();
    private final List<Result> results = new ArrayList<>();
    private final List<Chart> charts = new ArrayList<>();

    /** Tells what was measured with. */
    public void setting(String name, Object value) {
        settings.put(name, value.toString());
    }

    public void add(Result result) {
        results.add(result);
    }

    public void add(Chart chart) {
        charts.add(chart);
    }

    public Map<String, String> settings() {
        return settings;
    }

    public List<Result> results() {
        return results;
    }

    public List<Chart> charts() {
        return charts;
    }
}
