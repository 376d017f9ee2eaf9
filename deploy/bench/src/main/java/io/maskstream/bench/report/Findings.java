package io.maskstream.bench.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What a scenario found out. Filled by one thread. */
public final class Findings {
    private final Consumer<Result> reader;
    private final Map<String, String> settings = new LinkedHashMap<>();
    private final List<Result> results = new ArrayList<>();
    private final List<Chart> charts = new ArrayList<>();

    /** @param reader is told each figure when it is found, for whoever does not want to wait for the end */
    public Findings(Consumer<Result> reader) {
        this.reader = reader;
    }

    /** Tells what was measured with. */
    public void setting(String name, Object value) {
        settings.put(name, value.toString());
    }

    public void add(Result result) {
        results.add(result);
        reader.accept(result);
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
