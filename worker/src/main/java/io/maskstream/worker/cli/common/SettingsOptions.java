package io.maskstream.worker.cli.common;

import io.maskstream.worker.config.Setting;
import io.maskstream.worker.config.SettingValue;
import io.maskstream.worker.config.SettingValues;
import io.maskstream.worker.config.Settings;
import io.maskstream.worker.config.SettingsException;
import io.maskstream.worker.topology.runtime.settings.StreamsSettings;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.ISetter;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;

/** How a command is told a worker's settings: a file, the environment, and a flag for each. */
public final class SettingsOptions {
    private static final Logger log = LoggerFactory.getLogger(SettingsOptions.class);

    private final Map<String, SettingValue> flags = new LinkedHashMap<>();

    @Option(names = "--config", paramLabel = "FILE", description = "a properties file with settings")
    private @Nullable Path file;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "any setting, and any of Kafka's under kafka.")
    private Map<String, String> set = new LinkedHashMap<>();

    /** Gives the command a flag for each setting. */
    public void addFlags(CommandSpec command) {
        for (Setting<?> setting : Settings.all()) {
            command.addOption(flag(setting));
        }
    }

    private OptionSpec flag(Setting<?> setting) {
        String name = "--" + setting.key();
        return OptionSpec.builder(name)
                .type(String.class)
                .paramLabel("VALUE")
                .description(setting.description() + " (" + setting.fallback().get() + ")")
                .setter(new ISetter() {
                    @Override
                    public <T> T set(T value) {
                        if (value == null) {
                            flags.remove(setting.key());
                        } else {
                            flags.put(setting.key(), new SettingValue(value.toString(), name));
                        }
                        return value;
                    }
                })
                .build();
    }

    /** All that is set. */
    public SettingValues values() throws SettingsException {
        var given = new LinkedHashMap<String, SettingValue>();
        set.forEach((key, value) -> given.put(key, new SettingValue(value, "--set " + key)));
        given.putAll(flags);
        given.forEach(SettingsOptions::warnOfSecret);
        return SettingValues.load(file, System.getenv(), given, StreamsSettings.names());
    }

    /** Whoever lists this machine's processes sees their flags. */
    private static void warnOfSecret(String key, SettingValue value) {
        if (SettingValues.isSecret(key) && !SettingValues.isReference(value.text())) {
            log.warn(
                    "{} is a secret, and a flag shows it to everybody who lists processes here; put it into a file, and its name into the variable {}_FILE",
                    key,
                    Setting.environmentName(key));
        }
    }
}
