package io.maskstream.worker.source.reading;

import io.maskstream.worker.source.policy.ReadPolicy;
import java.time.Duration;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * What may be read, and how much of it.
 *
 * @param schemes allowed URI schemes, of {@code file}, {@code http}, {@code https}, {@code data} and {@code s3}; sorted
 * @param timeout longest time for one image as a whole: connecting, redirects and the last byte
 * @param maxBytes most bytes of one image, encoded, 1 or more
 * @param policy which files, hosts and addresses
 */
public record SourceConfig(Set<String> schemes, Duration timeout, int maxBytes, ReadPolicy policy) {

    /** Every scheme that can be read. */
    public static final Set<String> SCHEMES = Set.of("file", "http", "https", "data", "s3");

    public SourceConfig {
        for (String scheme : schemes) {
            if (!SCHEMES.contains(scheme)) {
                throw new IllegalArgumentException("source.schemes has \"%s\"; it may hold %s"
                        .formatted(scheme, String.join(", ", new TreeSet<>(SCHEMES))));
            }
        }
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("source.timeout must be more than 0, not " + timeout);
        }
        if (maxBytes < 1) {
            throw new IllegalArgumentException("source.max-bytes must be at least 1, not " + maxBytes);
        }
        schemes = Collections.unmodifiableSet(new TreeSet<>(schemes));
    }
}
