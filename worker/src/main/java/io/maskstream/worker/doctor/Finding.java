package io.maskstream.worker.doctor;

import static java.util.Objects.requireNonNull;

/**
 * What a check found.
 *
 * @param detail what is there, or what is wrong and why; one line
 * @param remedy the command or setting that mends it; empty where there is nothing to mend
 */
public record Finding(Status status, String detail, String remedy) {

    /** How it is; the words are those of {@code --json}, so none is renamed. */
    public enum Status {
        OK,
        /** A worker starts, and somebody should know. */
        WARN,
        /** A worker does not start, or does not do its work. */
        FAIL,
        /** Nothing was looked at, for an earlier check failed. */
        SKIPPED
    }

    public Finding {
        requireNonNull(status, "status is null");
        detail = oneLine(detail);
        remedy = oneLine(remedy);
    }

    public static Finding ok(String detail) {
        return new Finding(Status.OK, detail, "");
    }

    public static Finding warn(String detail, String remedy) {
        return new Finding(Status.WARN, detail, remedy);
    }

    public static Finding fail(String detail, String remedy) {
        return new Finding(Status.FAIL, detail, remedy);
    }

    public static Finding skipped(String detail) {
        return new Finding(Status.SKIPPED, detail, "");
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
