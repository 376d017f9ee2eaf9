package io.maskstream.worker.mask.store;

import static java.util.Objects.requireNonNull;

import io.maskstream.worker.s3.S3Address;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where masks go that are too large for their events.
 *
 * @param place null for nowhere: such images fail
 * @param timeout longest time to write one mask to S3; a disk answers or fails
 */
public record MaskStoreConfig(@Nullable Place place, Duration timeout) {

    /** Nowhere. */
    public static final MaskStoreConfig NONE = new MaskStoreConfig(null, Duration.ofSeconds(10));

    /** A folder, or a bucket. */
    public sealed interface Place permits Folder, Bucket {}

    /** @param path absolute */
    public record Folder(Path path) implements Place {}

    /** @param prefix of all keys; its key may be empty */
    public record Bucket(S3Address prefix) implements Place {}

    public MaskStoreConfig {
        requireNonNull(timeout, "timeout is null");
        if (timeout.isZero() || timeout.isNegative()) {
            throw new IllegalArgumentException("mask.store-timeout must be more than 0");
        }
    }

    /**
     * Reads a place, {@code file:///folder} or {@code s3://bucket/prefix}; null for the empty text.
     *
     * @throws IllegalArgumentException where it is none; the message continues a sentence that begins with the setting's name
     */
    public static @Nullable Place place(String text) {
        String place = text.strip();
        if (place.isEmpty()) {
            return null;
        }
        String lower = place.toLowerCase(Locale.ROOT);
        try {
            if (lower.startsWith("s3:")) {
                var address = S3Address.parse(place);
                if (address.version() != null) {
                    throw new IllegalArgumentException("has a versionId, which only an object has");
                }
                return new Bucket(address);
            }
            if (lower.startsWith("file:///")) {
                return new Folder(Path.of(URI.create(place)).normalize());
            }
        } catch (IllegalArgumentException malformed) {
            throw new IllegalArgumentException(
                    "must be file:///folder or s3://bucket/prefix, and this %s".formatted(malformed.getMessage()),
                    malformed);
        }
        throw new IllegalArgumentException("must be file:///folder or s3://bucket/prefix");
    }
}
