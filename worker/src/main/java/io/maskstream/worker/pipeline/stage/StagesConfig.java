package io.maskstream.worker.pipeline.stage;

/**
 * How many images each stage works on at a time, and how much memory they share.
 *
 * @param fetchThreads images that are read at a time, 1 or more
 * @param decodeThreads images that are decoded at a time; 0 for one a core
 * @param encodeThreads masks that are encoded at a time; 0 for one a core
 * @param memoryBytes of images in flight, encoded and decoded, and of their results
 */
public record StagesConfig(int fetchThreads, int decodeThreads, int encodeThreads, long memoryBytes) {
    private static final long LEAST_MEMORY = 1024 * 1024;

    public StagesConfig {
        if (fetchThreads < 1 || decodeThreads < 0 || encodeThreads < 0) {
            throw new IllegalArgumentException(
                    "fetch.threads must be 1 or more, decode.threads and encode.threads 0 or more, not %d, %d and %d"
                            .formatted(fetchThreads, decodeThreads, encodeThreads));
        }
        if (memoryBytes < LEAST_MEMORY) {
            throw new IllegalArgumentException("memory.max must be at least 1MiB, not %d bytes".formatted(memoryBytes));
        }
        int cores = Runtime.getRuntime().availableProcessors();
        decodeThreads = decodeThreads == 0 ? cores : decodeThreads;
        encodeThreads = encodeThreads == 0 ? cores : encodeThreads;
    }
}
