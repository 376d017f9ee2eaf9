package io.maskstream.worker.topology.runtime.topics;

import static org.assertj.core.api.Assertions.assertThat;

import io.maskstream.worker.topology.PendingChangelog;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ConfigEntry.ConfigSource;
import org.apache.kafka.clients.admin.ConfigEntry.ConfigType;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;

final class ChangelogSettingsTest {
    private static final int LARGEST = 1_114_124;
    private static final int OFTEN = 4 * 1024 * 1024;
    private static final int KAFKAS_DEFAULT = 1024 * 1024 * 1024;

    private final ChangelogSettings changelog = new ChangelogSettings("kafka:9092", "cats-pending-changelog");
    private final PendingChangelog wanted = PendingChangelog.of(LARGEST);

    @Test
    void shouldBeCompactedOften() {
        assertThat(wanted.settings()).containsEntry("segment.bytes", Integer.toString(OFTEN));
    }

    @Test
    void shouldHaveSegmentsThatHoldTheLargestRecord() {
        assertThat(PendingChangelog.of(20_000_000).settings()).containsEntry("segment.bytes", "20000000");
    }

    @Test
    void shouldLackNothingWhereItTakesTheLargestRecord() {
        // Given
        var present = present(LARGEST, OFTEN, ConfigSource.DYNAMIC_TOPIC_CONFIG);
        // Then
        assertThat(ChangelogSettings.lacking(present, wanted)).isEmpty();
        assertThat(ChangelogSettings.wasteful(present, wanted)).isEmpty();
    }

    @Test
    void shouldLackRoomInRecordsAndSegmentsWhereImagesWereGivenMore() {
        // Given
        var present = present(LARGEST, OFTEN, ConfigSource.DYNAMIC_TOPIC_CONFIG);
        int larger = 2 * OFTEN;
        // Then
        assertThat(ChangelogSettings.lacking(present, PendingChangelog.of(larger)))
                .containsOnlyKeys("max.message.bytes", "segment.bytes");
    }

    @Test
    void shouldBeCompactedMoreOftenThanKafkaDoesByDefault() {
        // Given: as earlier versions made it
        var present = present(LARGEST, KAFKAS_DEFAULT, ConfigSource.DEFAULT_CONFIG);
        // Then
        assertThat(ChangelogSettings.wasteful(present, wanted))
                .containsExactly(Map.entry("segment.bytes", Integer.toString(OFTEN)));
    }

    @Test
    void shouldLeaveSegmentsAsSomebodySetThem() {
        // Given
        var present = present(LARGEST, KAFKAS_DEFAULT, ConfigSource.DYNAMIC_TOPIC_CONFIG);
        // Then
        assertThat(ChangelogSettings.wasteful(present, wanted)).isEmpty();
    }

    @Test
    void shouldBeMadeAsWantedWhereBrokersLetIt() throws Exception {
        assertThat(changelog.allowed(settings -> {}, wanted)).isEqualTo(wanted);
    }

    @Test
    void shouldBeMadeWithTheBrokersOwnSegmentsWhereTheyLetNobodySetThem() throws Exception {
        // Given
        ChangelogSettings.Trial policy = settings -> {
            if (settings.containsKey("segment.bytes")) {
                throw new ExecutionException(new PolicyViolationException("segment.bytes is not to be set"));
            }
        };
        ChangelogSettings.Trial bounds = settings -> {
            throw new ExecutionException(new InvalidConfigurationException("segment.bytes must be at least 50 MiB"));
        };
        // Then
        assertThat(changelog.allowed(policy, wanted).settings()).containsOnlyKeys("max.message.bytes");
        assertThat(changelog.allowed(bounds, wanted).settings()).containsOnlyKeys("max.message.bytes");
    }

    @Test
    void shouldLeaveOtherRefusalsToWhoeverMakesIt() throws Exception {
        // Given
        ChangelogSettings.Trial forbidden = settings -> {
            throw new ExecutionException(new TopicAuthorizationException("cats-pending-changelog"));
        };
        // Then
        assertThat(changelog.allowed(forbidden, wanted)).isEqualTo(wanted);
    }

    private static Config present(int record, int segment, ConfigSource segmentsFrom) {
        return new Config(List.of(
                entry("max.message.bytes", record, ConfigSource.DYNAMIC_TOPIC_CONFIG),
                entry("segment.bytes", segment, segmentsFrom)));
    }

    private static ConfigEntry entry(String name, int value, ConfigSource source) {
        return new ConfigEntry(name, Integer.toString(value), source, false, false, List.of(), ConfigType.INT, "");
    }
}
