package io.maskstream.worker.cli.common;

import io.maskstream.worker.s3.BucketPatterns;
import io.maskstream.worker.s3.S3Config;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a command reaches S3, by the names that a worker's settings have. */
public final class S3Options {
    @Option(
            names = "--s3.endpoint",
            paramLabel = "URI",
            defaultValue = "${env:MASKSTREAM_S3_ENDPOINT}",
            description = "another S3 than Amazon's, such as http://minio:9000")
    private @Nullable URI endpoint;

    @Option(
            names = "--s3.region",
            paramLabel = "REGION",
            defaultValue = "${env:MASKSTREAM_S3_REGION}",
            description = "region of S3; else what the AWS SDK finds, and us-east-1 at an endpoint")
    private @Nullable String region;

    @Option(
            names = "--s3.path-style",
            paramLabel = "true|false",
            arity = "1",
            defaultValue = "${env:MASKSTREAM_S3_PATH_STYLE:-false}",
            description = "true: buckets in the path, as most endpoints want it, not the host")
    private boolean pathStyle;

    @Option(
            names = "--source.buckets",
            paramLabel = "BUCKET",
            split = ",",
            defaultValue = "${env:MASKSTREAM_SOURCE_BUCKETS}",
            description =
                    "buckets that masks and images may be read from, such as masks,photos-*; none unless they are named")
    private @Nullable List<String> buckets = new ArrayList<>();

    /** @throws CommandFailure where an option is malformed */
    public S3Config config() throws CommandFailure {
        try {
            return new S3Config(
                    endpoint,
                    region == null || region.isBlank() ? null : region.strip(),
                    pathStyle,
                    buckets == null ? BucketPatterns.NONE : new BucketPatterns(buckets));
        } catch (IllegalArgumentException malformed) {
            throw new CommandFailure(String.valueOf(malformed.getMessage()), malformed);
        }
    }
}
