package io.maskstream.worker.doctor.machine;

/** What is at the bottom of an error. */
final class Causes {
    private Causes() {}

    /** Its own words, or its kind where it has none. */
    static String root(Throwable error) {
        Throwable root = error;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }
}
