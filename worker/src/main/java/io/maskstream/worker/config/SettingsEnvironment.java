package io.maskstream.worker.config;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads settings from environment variables: {@code MASKSTREAM_HTTP_PORT} sets {@code http.port}. */
final class SettingsEnvironment {
    private static final String PREFIX = "MASKSTREAM_";
    private static final String KAFKA = PREFIX + "KAFKA_";
    private static final String CUDA = PREFIX + "CUDA_";
    /** Variables of the launcher, and of images of it. */
    private static final Set<String> LAUNCHER = Set.of("HOME", "TERMINAL", "JAVA_OPTS", "JAVA", "LOG_LEVEL", "CUDA");
    /** Kubernetes sets these in each pod beside a service named maskstream. */
    private static final Pattern SERVICE_LINK =
            Pattern.compile(".*SERVICE_(HOST|PORT(_.+)?)|.*PORT_\\d+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?");

    private SettingsEnvironment() {}

    /** All that looks like a setting; a name that is none comes back in its dotted form, for the check of all names. */
    static Map<String, SettingValue> read(Map<String, String> environment) {
        var values = new LinkedHashMap<String, SettingValue>();
        new TreeMap<>(environment).forEach((name, text) -> {
            if (name.startsWith(PREFIX) && !isForeign(name.substring(PREFIX.length()), text)) {
                values.put(key(name), new SettingValue(text, name));
            }
        });
        return values;
    }

    private static String key(String name) {
        return Settings.all().stream()
                .filter(setting -> setting.environmentName().equals(name))
                .map(Setting::key)
                .findFirst()
                .orElseGet(() -> unlisted(name));
    }

    private static String unlisted(String name) {
        if (name.startsWith(CUDA)) { // ONNX Runtime's names have underscores: gpu_mem_limit
            return Settings.CUDA_PREFIX + name.substring(CUDA.length()).toLowerCase(Locale.ROOT);
        }
        return name.startsWith(KAFKA)
                ? Settings.KAFKA_PREFIX + dotted(name.substring(KAFKA.length()))
                : dotted(name.substring(PREFIX.length()));
    }

    private static String dotted(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '.');
    }

    private static boolean isForeign(String rest, String text) {
        return LAUNCHER.contains(rest)
                || SERVICE_LINK.matcher(rest).matches()
                || (rest.endsWith("PORT") && text.contains("://"));
    }
}
