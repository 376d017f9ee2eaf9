package io.maskstream.worker.doctor.machine;

import io.maskstream.worker.doctor.Check;
import io.maskstream.worker.doctor.Finding;

/**
 * The Java that runs this.
 *
 * @param feature its major version
 * @param name its version and who made it, for a person
 * @param heapBytes most that its heap may have
 * @param reportsHome whether ONNX Runtime's telemetry is on: in its Linux builds, unless ORT_DISABLE_TELEMETRY is 1
 */
public record JavaCheck(int feature, String name, long heapBytes, boolean reportsHome) implements Check {
    /** The name of this check: where it fails, a model may end this very process. */
    static final String NAME = "java";

    private static final int OLDEST = 17;
    private static final long SMALLEST_HEAP = 200L << 20;

    /** Looks at this process. */
    public static JavaCheck ofThisProcess() {
        return new JavaCheck(
                Runtime.version().feature(),
                "%s (%s)".formatted(Runtime.version(), System.getProperty("java.vendor")),
                Runtime.getRuntime().maxMemory(),
                System.getProperty("os.name").startsWith("Linux")
                        && !"1".equals(System.getenv("ORT_DISABLE_TELEMETRY")));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Finding look() {
        String found = "Java %s, heap up to %d MiB".formatted(name, heapBytes >> 20);
        if (feature < OLDEST) {
            return Finding.fail(
                    found + ", and Maskstream needs Java " + OLDEST,
                    "install Java 17 or newer, or point JAVA_HOME at one");
        }
        if (reportsHome) {
            return Finding.fail(
                    found + "; ORT_DISABLE_TELEMETRY is not 1, and ONNX Runtime's Linux builds then report home, "
                            + "and end Java in a crash where they cannot",
                    "set ORT_DISABLE_TELEMETRY=1 where Java is started, as ./maskstream does");
        }
        if (heapBytes < SMALLEST_HEAP) {
            return Finding.warn(
                    found + ", which is little for several images at a time", "set MASKSTREAM_JAVA_OPTS=-Xmx512m");
        }
        return Finding.ok(found);
    }
}
