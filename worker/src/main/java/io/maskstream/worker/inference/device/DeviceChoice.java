package io.maskstream.worker.inference.device;

import static java.util.Objects.requireNonNull;

import java.util.regex.Pattern;

/**
 * What the setting {@code device} asks for.
 *
 * @param index which of the GPUs, from 0; 0 where none is asked for
 */
public record DeviceChoice(Kind kind, int index) {
    /** The kinds of device. */
    public enum Kind {
        /** CUDA where it works, else the CPU. */
        AUTO,
        CPU,
        CUDA
    }

    public static final DeviceChoice AUTO = new DeviceChoice(Kind.AUTO, 0);
    public static final DeviceChoice CPU = new DeviceChoice(Kind.CPU, 0);

    private static final Pattern CUDA = Pattern.compile("cuda(?::(\\d{1,3}))?");

    public DeviceChoice {
        requireNonNull(kind, "kind is null");
        if (index < 0) {
            throw new IllegalArgumentException("device must be cuda:0 or higher, not cuda:" + index);
        }
    }

    public static DeviceChoice cuda(int index) {
        return new DeviceChoice(Kind.CUDA, index);
    }

    /**
     * Reads {@code auto}, {@code cpu}, {@code cuda} or {@code cuda:N}.
     *
     * @throws IllegalArgumentException where it is none of them; the message goes on after "device "
     */
    public static DeviceChoice parse(String text) {
        String word = text.strip();
        var cuda = CUDA.matcher(word);
        if (cuda.matches()) {
            return cuda(cuda.group(1) == null ? 0 : Integer.parseInt(cuda.group(1)));
        }
        return switch (word) {
            case "auto" -> AUTO;
            case "cpu" -> CPU;
            default -> throw new IllegalArgumentException("must be auto, cpu, cuda or cuda:N, such as cuda:1");
        };
    }

    /** As it is written in settings. */
    @Override
    public String toString() {
        return switch (kind) {
            case AUTO -> "auto";
            case CPU -> "cpu";
            case CUDA -> "cuda:" + index;
        };
    }
}
