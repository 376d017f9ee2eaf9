package io.maskstream.worker.config;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A value for every setting, and where it came from: flag before environment before file before default. */
public final class SettingValues {
    private static final String MASKED = "********";
    private static final Pattern SECRET = Pattern.compile(
            "password|passphrase|secret|token|credential|jaas|user\\.info|(^|\\.)key$", Pattern.CASE_INSENSITIVE);

    private static final Pattern REFERENCE = Pattern.compile("\\$\\{[^}]*:[^}]*}");

    private final Map<String, SettingValue> values;

    private SettingValues(Map<String, SettingValue> values) {
        this.values = values;
    }

    /**
     * Collects what is set, and checks every name.
     *
     * @param file a properties file, or null
     * @param environment all variables; those that begin with {@code MASKSTREAM_} are settings
     * @param flags by key
     * @param kafkaNames what Kafka knows, without {@code kafka.}, against which slips of the pen are found
     */
    public static SettingValues load(
            @Nullable Path file,
            Map<String, String> environment,
            Map<String, SettingValue> flags,
            Collection<String> kafkaNames)
            throws SettingsException {
        var written = new TreeMap<String, SettingValue>();
        if (file != null) {
            written.putAll(SettingsFile.read(file));
        }
        written.putAll(SettingsEnvironment.read(environment, kafkaNames));
        written.putAll(flags);
        checkNames(written, kafkaNames);

        var values = new LinkedHashMap<String, SettingValue>();
        for (Setting<?> setting : Settings.all()) {
            var value = written.remove(setting.key());
            values.put(
                    setting.key(),
                    value != null ? value : new SettingValue(setting.fallback().get(), SettingValue.DEFAULT));
        }
        values.putAll(written);
        return new SettingValues(values);
    }

    private static void checkNames(Map<String, SettingValue> written, Collection<String> kafkaNames)
            throws SettingsException {
        var names = Settings.all().stream().map(Setting::key).collect(Collectors.toSet());
        var problems = new ArrayList<String>();
        written.forEach((key, value) -> {
            if (names.contains(key) || key.startsWith(Settings.CUDA_PREFIX)) {
                return; // ONNX Runtime refuses names under cuda. that it does not know
            }
            if (!key.startsWith(Settings.KAFKA_PREFIX)) {
                problems.add(unknown(
                        key,
                        value,
                        NearestName.of(key, names, Integer.MAX_VALUE).orElseThrow()));
                return;
            }
            // Kafka takes names that it does not know, for plug-ins; a name almost like a known one is a slip all the
            // same.
            String name = key.substring(Settings.KAFKA_PREFIX.length());
            if (!kafkaNames.contains(name)) {
                NearestName.of(name, kafkaNames, 2)
                        .ifPresent(nearest -> problems.add(unknown(key, value, Settings.KAFKA_PREFIX + nearest)));
            }
        });
        if (!problems.isEmpty()) {
            throw new SettingsException(problems);
        }
    }

    private static String unknown(String key, SettingValue value, String nearest) {
        return "there is no setting %s (%s); did you mean %s?".formatted(key, value.origin(), nearest);
    }

    /** The value in force. */
    public <T> T get(Setting<T> setting) throws SettingsException {
        var value = requireNonNull(values.get(setting.key()));
        try {
            return setting.parser().parse(value.text());
        } catch (IllegalArgumentException | ArithmeticException malformed) {
            throw new SettingsException(List.of("%s %s, not \"%s\" (%s)"
                    .formatted(
                            setting.key(),
                            malformed.getMessage(),
                            isSecret(setting.key()) ? MASKED : value.text(),
                            value.origin())));
        }
    }

    /** Kafka's own settings, without {@code kafka.}. */
    public Map<String, String> kafka() {
        return under(Settings.KAFKA_PREFIX);
    }

    /** All whose names begin with the prefix, without it. */
    Map<String, String> under(String prefix) {
        var under = new TreeMap<String, String>();
        values.forEach((key, value) -> {
            if (key.startsWith(prefix)) {
                under.put(key.substring(prefix.length()), value.text());
            }
        });
        return under;
    }

    /** A line for each setting: {@code key=value  # origin}, secrets masked. */
    public List<String> lines() {
        return values.entrySet().stream()
                .map(entry -> "%-60s # %s"
                        .formatted(
                                entry.getKey() + "="
                                        + (isSecret(entry.getKey())
                                                ? MASKED
                                                : entry.getValue().text()),
                                entry.getValue().origin()))
                .toList();
    }

    /**
     * Kafka's own settings in the environment, without {@code kafka.}: what a command takes that has no other settings of a worker.
     *
     * @param environment all variables
     * @param kafkaNames what Kafka knows, without {@code kafka.}
     */
    public static Map<String, String> kafkaOf(Map<String, String> environment, Collection<String> kafkaNames)
            throws SettingsException {
        var variables = new TreeMap<>(environment);
        variables.keySet().removeIf(name -> !name.startsWith(SettingsEnvironment.KAFKA));
        var kafka = SettingsEnvironment.read(variables, kafkaNames);
        checkNames(kafka, kafkaNames);
        return new SettingValues(kafka).kafka();
    }

    /**
     * Some settings alone: what a command takes that has no other settings of a worker.
     *
     * @param environment all variables
     * @param flags by key, which go before the environment
     */
    static SettingValues of(List<Setting<?>> settings, Map<String, String> environment, Map<String, SettingValue> flags)
            throws SettingsException {
        var variables = new TreeMap<>(environment);
        variables.keySet().removeIf(name -> settings.stream()
                .noneMatch(setting -> SettingsEnvironment.isOf(setting, name)));
        var written = SettingsEnvironment.read(variables, List.of());
        written.putAll(flags);
        var values = new LinkedHashMap<String, SettingValue>();
        for (Setting<?> setting : settings) {
            var value = written.get(setting.key());
            values.put(
                    setting.key(),
                    value != null ? value : new SettingValue(setting.fallback().get(), SettingValue.DEFAULT));
        }
        return new SettingValues(values);
    }

    /** Whether the setting's value is one that nobody is shown. */
    public static boolean isSecret(String key) {
        return SECRET.matcher(key).find();
    }

    /** Whether the text only says where Kafka finds a value ({@code ${provider:path:key}}), as its config providers take it. */
    public static boolean isReference(String text) {
        return REFERENCE.matcher(text.strip()).matches();
    }
}
