package io.maskstream.worker.doctor;

import io.maskstream.worker.doctor.Finding.Status;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Runs checks one after the other. */
public final class Doctor {
    private final List<Check> checks;

    /** @param checks each behind those after which it comes */
    public Doctor(List<Check> checks) {
        this.checks = List.copyOf(checks);
        var known = new HashSet<String>();
        for (Check check : checks) {
            if (!known.containsAll(check.after()) || !known.add(check.name())) {
                throw new IllegalArgumentException(
                        check.name() + " is there twice, or stands before a check after which it comes");
            }
        }
    }

    /** @param each is given every finding as soon as it is there */
    public Diagnosis examine(Consumer<Diagnosis.Line> each) throws InterruptedException {
        var unusable = new HashSet<String>();
        var lines = new ArrayList<Diagnosis.Line>();
        for (Check check : checks) {
            var missing = firstOf(check.after(), unusable);
            var finding = missing.isPresent()
                    ? Finding.skipped("not looked at, because " + missing.get() + " failed")
                    : check.look();
            if (finding.status() == Status.FAIL || finding.status() == Status.SKIPPED) {
                unusable.add(check.name());
            }
            var line = new Diagnosis.Line(check.name(), finding);
            lines.add(line);
            each.accept(line);
        }
        return new Diagnosis(lines);
    }

    private static Optional<String> firstOf(List<String> names, Set<String> unusable) {
        return names.stream().filter(unusable::contains).findFirst();
    }
}
