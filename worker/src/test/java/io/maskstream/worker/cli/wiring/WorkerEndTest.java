package io.maskstream.worker.cli.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import io.maskstream.worker.cli.common.CommandFailure;
import io.maskstream.worker.telemetry.Health;
import io.maskstream.worker.topology.runtime.StreamsRuntime;
import java.util.List;
import org.junit.jupiter.api.Test;

final class WorkerEndTest {
    private final Health health = new Health(List.of(ServedModel.PART, StreamsRuntime.PART));
    private final WorkerEnd end = new WorkerEnd(health);

    @Test
    void shouldSayWhatFailedFirst() throws Exception {
        // When
        end.loseStreams("the group is gone");
        end.breakDown(new OutOfMemoryError("no heap"));
        // Then
        end.await();
        assertThat(end.failure()).hasValue("the group is gone");
        assertThat(end.exitCode()).isEqualTo(1);
    }

    @Test
    void shouldTellTheLossOfADeviceFromOtherFailures() {
        // When
        end.loseDevice("the device is lost");
        // Then
        assertThat(end.failure()).hasValue("the device is lost");
        assertThat(end.exitCode()).isEqualTo(CommandFailure.DEVICE_LOST);
        assertThat(health.ready().ok()).isFalse();
    }

    @Test
    void shouldEndWithoutAFailureWhereItIsClosed() throws Exception {
        // When
        end.close();
        // Then
        end.await();
        assertThat(end.failure()).isEmpty();
    }
}
