package io.maskstream.worker.cli.common;

import io.maskstream.worker.config.S3Settings;
import io.maskstream.worker.config.Setting;
import io.maskstream.worker.config.SettingsException;
import io.maskstream.worker.s3.S3Config;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a command reaches S3: names, variables and values are those of a worker's settings. */
public final class S3Options {
    @Option(
            names = "--s3.endpoint",
            paramLabel = "URI",
            description = "another S3 than Amazon's, such as http://minio:9000; else MASKSTREAM_S3_ENDPOINT")
    private @Nullable String endpoint;

    @Option(
            names = "--s3.region",
            paramLabel = "REGION",
            description =
                    "region of S3; else MASKSTREAM_S3_REGION, else what the AWS SDK finds, and us-east-1 at an endpoint")
    private @Nullable String region;

    @Option(
            names = "--s3.path-style",
            paramLabel = "true|false",
            description =
                    "true: buckets in the path, as most endpoints want it, not the host; else MASKSTREAM_S3_PATH_STYLE, else false")
    private @Nullable String pathStyle;

    @Option(
            names = "--source.buckets",
            paramLabel = "BUCKET",
            description =
                    "buckets that masks and images may be read from, such as masks,photos-*; else MASKSTREAM_SOURCE_BUCKETS, else none")
    private List<String> buckets = new ArrayList<>();

    /** @throws SettingsException where an option or a variable is malformed */
    public S3Config config() throws SettingsException {
        return config(System.getenv());
    }

    S3Config config(Map<String, String> environment) throws SettingsException {
        var flags = new HashMap<String, String>();
        put(flags, S3Settings.ENDPOINT, endpoint);
        put(flags, S3Settings.REGION, region);
        put(flags, S3Settings.PATH_STYLE, pathStyle);
        put(flags, S3Settings.BUCKETS, buckets.isEmpty() ? null : String.join(",", buckets));
        return S3Settings.read(environment, flags);
    }

    private static void put(Map<String, String> flags, Setting<?> setting, @Nullable String text) {
        if (text != null) {
            flags.put(setting.key(), text);
        }
    }
}
