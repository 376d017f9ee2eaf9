package io.maskstream.worker.doctor;

import static java.util.Objects.requireNonNull;

import io.maskstream.worker.doctor.Finding.Status;
import java.util.List;

/** What all checks found, in their order. */
public record Diagnosis(List<Line> lines) {
    public Diagnosis {
        lines = List.copyOf(lines);
    }

    /** One check's finding. */
    public record Line(String check, Finding finding) {
        public Line {
            requireNonNull(check, "check is null");
            requireNonNull(finding, "finding is null");
        }
    }

    /** Whether nothing failed. */
    public boolean ok() {
        return lines.stream().noneMatch(line -> line.finding().status() == Status.FAIL);
    }
}
