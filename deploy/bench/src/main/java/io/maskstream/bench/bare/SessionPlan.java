package io.maskstream.bench.bare;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * How a bare session is run.
 *
 * @param sessions each with a Java thread of its own, 1 or more
 * @param threads of each session, 1 or more
 * @param batch images in one call, 1 or more
 */
public record SessionPlan(int sessions, int threads, int batch) {

    /** Such as {@code 2x1.b1}: sessions, threads of each, and batch. */
    public String name() {
        return "%dx%d.b%d".formatted(sessions, threads, batch);
    }

    /** The ways to keep all cores busy with one image in each call: one session, a session a core, and what lies between. */
    public static List<SessionPlan> forAllCores(int cores) {
        var plans = new LinkedHashSet<SessionPlan>();
        for (int sessions = 1; sessions <= cores; sessions *= 2) {
            plans.add(new SessionPlan(sessions, cores / sessions, 1));
        }
        plans.add(new SessionPlan(cores, 1, 1));
        return new ArrayList<>(plans);
    }
}
