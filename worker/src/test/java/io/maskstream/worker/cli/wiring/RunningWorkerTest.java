package io.maskstream.worker.cli.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import io.maskstream.worker.config.SettingValue;
import io.maskstream.worker.config.SettingValues;
import io.maskstream.worker.config.SettingsException;
import io.maskstream.worker.config.WorkerConfig;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class RunningWorkerTest {
    @Test
    void shouldHaveTimeToEndForAllThatADrainMayTake() throws SettingsException {
        assertThat(RunningWorker.longestClose(config("5s"))).isEqualTo(Duration.ofSeconds(30));
        assertThat(RunningWorker.longestClose(config("2m"))).isEqualTo(Duration.ofSeconds(145));
    }

    private static WorkerConfig config(String drain) throws SettingsException {
        var flags = Map.of("shutdown.drain", new SettingValue(drain, "--shutdown.drain"));
        return WorkerConfig.of(SettingValues.load(null, Map.of(), flags, Set.of()));
    }
}
