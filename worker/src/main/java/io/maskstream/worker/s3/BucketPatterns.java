package io.maskstream.worker.s3;

import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Names of buckets, in which {@code *} stands for any characters. Without a pattern no bucket matches. */
public final class BucketPatterns {
    /** No bucket at all. */
    public static final BucketPatterns NONE = new BucketPatterns(List.of());

    private static final Pattern WELL_FORMED = Pattern.compile("[A-Za-z0-9._*-]{1,63}");

    private final List<String> texts;
    private final List<Pattern> patterns;

    /** @throws IllegalArgumentException where a pattern has a character that no bucket has */
    public BucketPatterns(Collection<String> texts) {
        this.texts = List.copyOf(new TreeSet<>(texts));
        for (String text : this.texts) {
            if (!WELL_FORMED.matcher(text).matches()) {
                throw new IllegalArgumentException(
                        "source.buckets has \"%s\", which is no name of a bucket; it may hold names such as photos or photos-*"
                                .formatted(text));
            }
        }
        patterns = this.texts.stream()
                .map(text -> Pattern.compile(("\\Q" + text + "\\E").replace("*", "\\E.*\\Q")))
                .toList();
    }

    /** Whether one of them matches the whole name. */
    public boolean match(String bucket) {
        return patterns.stream().anyMatch(pattern -> pattern.matcher(bucket).matches());
    }

    /** As they were written; {@code none} where there is none. */
    @Override
    public String toString() {
        return texts.isEmpty() ? "none" : String.join(", ", texts);
    }
}
