package io.maskstream.worker.s3;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * How S3 is reached. Credentials are in no setting: they come from the SDK's own chain (environment, profile, web identity, container, machine).
 *
 * @param endpoint of another store than Amazon's, {@code http(s)://host[:port]}; null for the SDK's choice
 * @param region null for the SDK's choice
 * @param pathStyle whether buckets are the first segment of the path, as most stores other than Amazon's want it, and not part of the host
 * @param buckets those whose objects may be read as images
 */
public record S3Config(@Nullable URI endpoint, @Nullable String region, boolean pathStyle, BucketPatterns buckets) {

    /** Amazon's, with nothing that may be read. */
    public static final S3Config NONE = new S3Config(null, null, false, BucketPatterns.NONE);

    public S3Config {
        if (endpoint != null) {
            String scheme = endpoint.getScheme();
            if (!("http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme)) || endpoint.getHost() == null) {
                throw new IllegalArgumentException(
                        "s3.endpoint must be http://host:port or https://host, not \"%s\"".formatted(endpoint));
            }
            if (endpoint.getRawUserInfo() != null) {
                throw new IllegalArgumentException(
                        "s3.endpoint has a user name or password in it; set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY instead");
            }
        }
    }
}
