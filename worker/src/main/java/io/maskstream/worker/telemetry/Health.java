package io.maskstream.worker.telemetry;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/** How the parts of a worker are. Thread-safe. */
public final class Health {

    /** How one part is. */
    public enum Status {
        STARTING,
        UP,
        /** It will not come back without a restart. */
        DOWN
    }

    /**
     * An answer to one question about the worker.
     *
     * @param reasons one for each part: {@code name: status, detail}
     */
    public record Report(boolean ok, List<String> reasons) {
        public Report {
            reasons = List.copyOf(reasons);
        }
    }

    private record Part(Status status, String detail, boolean wasUp) {}

    private final Map<String, Part> parts = new LinkedHashMap<>();

    /** A worker is made of these parts, all of them starting. */
    public Health(List<String> names) {
        names.forEach(name -> parts.put(name, new Part(Status.STARTING, "not started", false)));
    }

    /** Tells how a part is from now on. A part that is down stays down. */
    public synchronized void report(String name, Status status, String detail) {
        parts.computeIfPresent(
                name,
                (key, before) -> before.status == Status.DOWN
                        ? before
                        : new Part(status, detail, before.wasUp || status == Status.UP));
    }

    /** No part is down: a restart would not help. */
    public Report live() {
        return ask(part -> part.status != Status.DOWN);
    }

    /** All parts are up: work gets done. */
    public Report ready() {
        return ask(part -> part.status == Status.UP);
    }

    /** All parts have been up: the start is over. */
    public Report started() {
        return ask(Part::wasUp);
    }

    private synchronized Report ask(Predicate<Part> question) {
        var reasons = parts.entrySet().stream()
                .map(entry -> "%s: %s, %s"
                        .formatted(
                                entry.getKey(),
                                entry.getValue().status.name().toLowerCase(Locale.ROOT),
                                entry.getValue().detail))
                .toList();
        return new Report(parts.values().stream().allMatch(question), reasons);
    }
}
