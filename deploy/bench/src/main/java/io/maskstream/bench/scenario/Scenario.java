package io.maskstream.bench.scenario;

import io.maskstream.bench.report.Findings;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** One thing to find out. */
public interface Scenario {
    /** The scenario that needs a GPU. */
    String GPU = "gpu";

    /**
     * Measures.
     *
     * @param findings filled
     * @throws IOException where something does not work; the message is for a person
     */
    void run(ScenarioSettings settings, Findings findings) throws IOException, InterruptedException;

    /** All scenarios by name, in the order in which {@code all} runs them; it leaves out {@link #GPU}. */
    static Map<String, Scenario> all() {
        var all = new LinkedHashMap<String, Scenario>();
        all.put("session", new SessionScenario());
        all.put("pipeline", new PipelineScenario());
        all.put("slow-source", new SlowSourceScenario());
        all.put("latency", new LatencyScenario());
        all.put("footprint", new FootprintScenario());
        all.put(GPU, new GpuScenario());
        return all;
    }
}
