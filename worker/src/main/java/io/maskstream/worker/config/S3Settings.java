package io.maskstream.worker.config;

import io.maskstream.worker.s3.BucketPatterns;
import io.maskstream.worker.s3.S3Config;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How S3 is reached, of a worker's settings or of a command that has no others. */
public final class S3Settings {
    public static final Setting<?> ENDPOINT = Settings.S3_ENDPOINT;
    public static final Setting<?> REGION = Settings.S3_REGION;
    public static final Setting<?> PATH_STYLE = Settings.S3_PATH_STYLE;
    public static final Setting<?> BUCKETS = Settings.SOURCE_BUCKETS;

    private S3Settings() {}

    /**
     * What a worker with these variables would have, and no variable of another setting.
     *
     * @param environment all variables
     * @param flags text by key; they go before the environment
     * @throws SettingsException where one is malformed; it is named
     */
    public static S3Config read(Map<String, String> environment, Map<String, String> flags) throws SettingsException {
        var values = new HashMap<String, SettingValue>();
        flags.forEach((key, text) -> values.put(key, new SettingValue(text, "--" + key)));
        try {
            return of(SettingValues.of(List.of(ENDPOINT, REGION, PATH_STYLE, BUCKETS), environment, values));
        } catch (IllegalArgumentException refused) {
            throw new SettingsException(List.of(refused.getMessage()));
        }
    }

    static S3Config of(SettingValues values) throws SettingsException {
        String region = values.get(Settings.S3_REGION);
        return new S3Config(
                values.get(Settings.S3_ENDPOINT).orElse(null),
                region.isEmpty() ? null : region,
                values.get(Settings.S3_PATH_STYLE),
                new BucketPatterns(values.get(Settings.SOURCE_BUCKETS)));
    }
}
