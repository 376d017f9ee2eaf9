package io.maskstream.worker.config;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads settings from environment variables: {@code MASKSTREAM_HTTP_PORT} sets {@code http.port}, and {@code MASKSTREAM_HTTP_PORT_FILE} names a file that has it. */
final class SettingsEnvironment {
    private static final String PREFIX = "MASKSTREAM_";
    /** Begins the names of Kafka's own. */
    static final String KAFKA = PREFIX + "KAFKA_";

    private static final String CUDA = PREFIX + "CUDA_";
    /** Ends the name of a variable that has a file's name instead of a value. */
    private static final String FILE = "_FILE";

    /** Variables of the launcher, and of images of it. */
    private static final Set<String> LAUNCHER = Set.of("HOME", "TERMINAL", "JAVA_OPTS", "JAVA", "LOG_LEVEL", "CUDA");
    /** Kubernetes sets these in each pod beside a service named maskstream. */
    private static final Pattern SERVICE_LINK =
            Pattern.compile(".*SERVICE_(HOST|PORT(_.+)?)|.*PORT_\\d+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?");

    private SettingsEnvironment() {}

    /**
     * All that looks like a setting; a name that is none comes back in its dotted form, for the check of all names. A variable whose name ends in
     * {@code _FILE} names the file that has the value, unless that is the end of a setting's own name.
     *
     * @param kafkaNames what Kafka knows, without {@code kafka.}
     */
    static Map<String, SettingValue> read(Map<String, String> environment, Collection<String> kafkaNames)
            throws SettingsException {
        var values = new LinkedHashMap<String, SettingValue>();
        for (var variable : new TreeMap<>(environment).entrySet()) {
            String name = variable.getKey();
            if (!name.startsWith(PREFIX) || isForeign(name.substring(PREFIX.length()), variable.getValue())) {
                continue;
            }
            boolean inFile = namesFile(name, kafkaNames);
            String key = key(inFile ? name.substring(0, name.length() - FILE.length()) : name);
            String text = inFile ? SecretFile.read(name, variable.getValue()) : variable.getValue();
            var other = values.put(key, new SettingValue(text, name));
            if (other != null) {
                throw new SettingsException(
                        List.of("%s and %s are both set; remove one".formatted(other.origin(), name)));
            }
        }
        return values;
    }

    /** Whether the variable has the setting's value, or the name of a file with it. */
    static boolean isOf(Setting<?> setting, String variable) {
        return variable.equals(setting.environmentName()) || variable.equals(setting.environmentName() + FILE);
    }

    private static boolean namesFile(String name, Collection<String> kafkaNames) {
        if (!name.endsWith(FILE) || name.length() <= PREFIX.length() + FILE.length()) {
            return false;
        }
        String itself = key(name);
        return Settings.all().stream().noneMatch(setting -> setting.key().equals(itself))
                && !(itself.startsWith(Settings.KAFKA_PREFIX)
                        && kafkaNames.contains(itself.substring(Settings.KAFKA_PREFIX.length())));
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
