package io.maskstream.worker.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Settings from where a test says, beside a Kafka that knows few names. */
final class SettingsUnderTest {
    private static final Set<String> KAFKA = Set.of("bootstrap.servers", "producer.linger.ms", "ssl.key.password");

    private SettingsUnderTest() {}

    static SettingValues load(@Nullable Path file, Map<String, String> environment, Map<String, SettingValue> flags)
            throws SettingsException {
        return SettingValues.load(file, environment, flags, KAFKA);
    }

    static Path file(Path folder, String text) throws IOException {
        return Files.writeString(folder.resolve("worker.properties"), text);
    }
}
