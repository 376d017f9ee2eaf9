package io.maskstream.worker.s3;

import static java.util.Objects.requireNonNull;

import io.maskstream.worker.web.PercentEncoding;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where an object is: {@code s3://bucket/key}, or {@code s3://bucket/key?versionId=ID} for an older version of it.
 *
 * <p>It is a URI (RFC 3986): what a key has beside letters, digits and common signs is percent-encoded, a space as {@code %20}, {@code ?} as
 * {@code %3F}, {@code #} as {@code %23}, {@code %} as {@code %25}; a {@code +} is a plus. Keys with a segment {@code .} or {@code ..} are
 * refused, because on the way to a bucket somebody may take them for steps out of it.
 *
 * @param bucket a name, never an ARN, which would lead to another host
 * @param key as S3 has it, without percent-encoding; empty only for a bucket as a whole
 * @param version null for the latest
 */
public record S3Address(String bucket, String key, @Nullable String version) {
    private static final Pattern BUCKET = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{1,61}[A-Za-z0-9]");
    private static final Pattern VERSION = Pattern.compile("versionId=([A-Za-z0-9._~-]{1,1024})");

    public S3Address {
        requireNonNull(bucket, "bucket is null");
        requireNonNull(key, "key is null");
        if (!BUCKET.matcher(bucket).matches() || bucket.contains("..")) {
            throw new IllegalArgumentException(
                    "has no bucket's name after s3://; it is 3 to 63 letters, digits, dots and dashes");
        }
        if (Arrays.stream(key.split("/", -1)).anyMatch(segment -> segment.equals(".") || segment.equals(".."))) {
            throw new IllegalArgumentException("has a step . or .. in its key; name the object itself");
        }
    }

    /**
     * Reads {@code s3://bucket/key}.
     *
     * @throws IllegalArgumentException where it is none; the message continues a sentence that begins with the text
     */
    public static S3Address parse(String text) {
        var uri = uri(text);
        String path = uri.getPath();
        String query = uri.getRawQuery();
        if (uri.getRawAuthority() == null || path == null) {
            throw new IllegalArgumentException("names no bucket; write s3://bucket/key");
        }
        if (uri.getRawFragment() != null) {
            throw new IllegalArgumentException("has a # in it, which a key must write as %23");
        }
        String version = null;
        if (query != null) {
            var matcher = VERSION.matcher(query);
            if (!matcher.matches()) {
                throw new IllegalArgumentException(
                        "has a ? that versionId=ID does not follow; write a question mark of a key as %3F");
            }
            version = matcher.group(1);
        }
        return new S3Address(uri.getRawAuthority(), path.isEmpty() ? "" : path.substring(1), version);
    }

    private static URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException malformed) {
            throw new IllegalArgumentException(
                    "is not a URI (%s at character %d); percent-encode spaces and special characters, a space as %%20"
                            .formatted(malformed.getReason(), malformed.getIndex() + 1),
                    malformed);
        } catch (NumberFormatException malformed) { // the JDK's, of an IPv6 address with a number that is too large
            throw new IllegalArgumentException("names no bucket; write s3://bucket/key", malformed);
        }
    }

    /** The object under this one's key, as under a folder. */
    public S3Address below(String name) {
        return new S3Address(bucket, key.isEmpty() || key.endsWith("/") ? key + name : key + "/" + name, null);
    }

    /** As {@link #parse} reads it. */
    public String uri() {
        try {
            // The path first: this constructor encodes what a path cannot hold, and leaves letters of all languages.
            var path = new URI("s3", bucket, "/" + key, null, null);
            return PercentEncoding.ofText(path.toString()) + (version == null ? "" : "?versionId=" + version);
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
