package io.maskstream.worker.doctor.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.maskstream.worker.doctor.Finding.Status;
import io.maskstream.worker.doctor.kafka.KafkaFacts.Cluster;
import io.maskstream.worker.doctor.kafka.KafkaFacts.TopicState;
import io.maskstream.worker.topology.TopicsConfig;
import io.maskstream.worker.topology.runtime.group.BrokerProtocols;
import io.maskstream.worker.topology.runtime.group.Group;
import io.maskstream.worker.topology.runtime.group.GroupMember;
import io.maskstream.worker.topology.runtime.settings.GroupProtocol;
import io.maskstream.worker.topology.runtime.settings.KafkaConfig;
import io.maskstream.worker.topology.runtime.settings.ProcessingGuarantee;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class KafkaChecksTest {
    private static final Instant NOW = Instant.parse("2025-01-01T00:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final TopicsConfig CREATED = new TopicsConfig("cats", true, 4, -1);
    private static final TopicsConfig GIVEN = new TopicsConfig("cats", false, 4, -1);

    private final FakeKafka kafka = new FakeKafka();

    @Test
    void shouldTellTheBrokers() throws Exception {
        // Given
        kafka.cluster = new Cluster("id", List.of("a:1", "b:1", "c:1", "d:1"), OptionalInt.of(30));
        // When
        var finding = new BrokerCheck(classic(), kafka, () -> 0).look();
        // Then
        assertThat(finding.status()).isEqualTo(Status.OK);
        assertThat(finding.detail()).isEqualTo("4 brokers (a:1, b:1, c:1, ...), metadata.version 30, answered in 0 ms");
    }

    @Test
    void shouldSayWhereKafkaDoesNotAnswer() throws Exception {
        // Given
        kafka.silent = true;
        // When
        var finding = new BrokerCheck(classic(), kafka, () -> 0).look();
        // Then
        assertThat(finding.status()).isEqualTo(Status.FAIL);
        assertThat(finding.detail()).isEqualTo("kafka:9092 cannot be used: no answer");
        assertThat(finding.remedy()).contains("--kafka.bootstrap.servers");
    }

    @Test
    void shouldFindTopicsInOrder() throws Exception {
        // Given
        CREATED.topics().all().forEach(name -> kafka.topics.put(name, topic(1_048_588, "delete")));
        // When
        var finding = new TopicsCheck(GIVEN, classic(), kafka).look();
        // Then
        assertThat(finding.status()).isEqualTo(Status.OK);
        assertThat(finding.detail()).contains("4 with leaders", "cats.images 4", "outputs take 1048588 bytes");
    }

    @Test
    void shouldTellMissingTopicsAndWhoCreatesThem() throws Exception {
        // Given
        kafka.topics.put("cats.images", topic(1_048_588, "delete"));
        // When
        var created = new TopicsCheck(CREATED, classic(), kafka).look();
        var given = new TopicsCheck(GIVEN, classic(), kafka).look();
        // Then
        assertThat(created.status()).isEqualTo(Status.OK);
        assertThat(created.detail()).contains("a worker will create cats.masks");
        assertThat(given.status()).isEqualTo(Status.FAIL);
        assertThat(given.remedy())
                .contains(
                        "kafka-topics.sh --bootstrap-server kafka:9092 --create --topic cats.masks --partitions 4 &&");
    }

    @Test
    void shouldFailForTopicsThatCannotServe() throws Exception {
        // Given
        CREATED.topics().all().forEach(name -> kafka.topics.put(name, topic(1_048_588, "delete")));
        // When
        kafka.topics.put("cats.masks", topic(100_000, "delete"));
        var small = new TopicsCheck(CREATED, classic(), kafka).look();
        kafka.topics.put("cats.masks", new TopicState(4, List.of(2, 3), OptionalInt.of(1_048_588), "delete"));
        var leaderless = new TopicsCheck(CREATED, classic(), kafka).look();
        // Then
        assertThat(small.status()).isEqualTo(Status.FAIL);
        assertThat(small.detail()).contains("cats.masks takes at most 100000", "may send 1031072");
        assertThat(small.remedy()).contains("max.message.bytes=1031072");
        assertThat(leaderless.status()).isEqualTo(Status.FAIL);
        assertThat(leaderless.detail()).contains("cats.masks", "[2, 3]");
    }

    @Test
    void shouldWarnOfAnImagesTopicThatForgets() throws Exception {
        // Given
        kafka.topics.put("cats.images", topic(1_048_588, "compact,delete"));
        // When
        var finding = new TopicsCheck(CREATED, classic(), kafka).look();
        // Then
        assertThat(finding.status()).isEqualTo(Status.WARN);
        assertThat(finding.remedy()).contains("cleanup.policy=delete");
    }

    @Test
    void shouldWarnOfPendingImagesThatOutgrewTheirTopic() throws Exception {
        // Given
        CREATED.topics().all().forEach(name -> kafka.topics.put(name, topic(2_000_000, "delete")));
        kafka.topics.put("app-pending-changelog", topic(2_000_000 + 65_535, "compact"));
        // When
        var small = new TopicsCheck(GIVEN, classic(), kafka).look();
        kafka.topics.put("app-pending-changelog", topic(2_000_000 + 65_536, "compact"));
        var raised = new TopicsCheck(GIVEN, classic(), kafka).look();
        // Then
        assertThat(small.status()).isEqualTo(Status.WARN);
        assertThat(small.detail()).contains("app-pending-changelog takes at most 2065535 bytes", "AlterConfigs");
        assertThat(small.remedy()).contains("kafka-configs.sh", "max.message.bytes=2065536");
        assertThat(raised.status()).isEqualTo(Status.OK);
        assertThat(raised.detail()).contains("4 with leaders");
    }

    @Test
    void shouldFindAnEmptyGroupAndOneOfOthers() throws Exception {
        assertThat(new GroupCheck(classic(), kafka).look().status()).isEqualTo(Status.OK);
        kafka.group = Optional.of(group(GroupProtocol.CLASSIC, "worker-2-1"));
        assertThat(new GroupCheck(classic(), kafka).look().detail())
                .isEqualTo("protocol classic; 1 stream threads are in the group app, none of them named worker-1");
    }

    @Test
    void shouldWarnOfANameThatIsInUse() throws Exception {
        // Given
        kafka.group = Optional.of(group(GroupProtocol.CLASSIC, "worker-1-1"));
        // When
        var finding = new GroupCheck(classic(), kafka).look();
        // Then
        assertThat(finding.status()).isEqualTo(Status.WARN);
        assertThat(finding.detail()).contains("worker-1", "10.0.0.9");
        assertThat(finding.remedy()).contains("--instance.id");
    }

    @Test
    void shouldFailForAProtocolThatBrokersOrOtherWorkersDoNotHave() throws Exception {
        // Given
        var streams = config(Map.of("group.protocol", "streams"));
        kafka.group = Optional.of(group(GroupProtocol.CLASSIC, "worker-2-1"));
        // When
        var others = new GroupCheck(streams, kafka).look();
        kafka.protocols = new BrokerProtocols(0, List.of());
        var brokers = new GroupCheck(streams, kafka).look();
        // Then
        assertThat(others.status()).isEqualTo(Status.FAIL);
        assertThat(others.detail()).contains("use the protocol classic", "set to streams");
        assertThat(brokers.status()).isEqualTo(Status.FAIL);
        assertThat(brokers.remedy()).contains("streams.version=1");
    }

    @ParameterizedTest
    @CsvSource({"0,OK", "900,OK", "-900,OK", "5000,WARN", "-5000,WARN", "7200000,FAIL", "-7200000,WARN"})
    void shouldJudgeTheClock(long ahead, Status status) throws Exception {
        // Given
        kafka.clock = OptionalLong.of(NOW.toEpochMilli() - ahead);
        // When / Then
        assertThat(new ClockCheck(kafka, CLOCK).look().status()).isEqualTo(status);
    }

    @Test
    void shouldSayThatItCannotSeeTheClock() throws Exception {
        // Given
        kafka.clock = OptionalLong.empty();
        // When
        var finding = new ClockCheck(kafka, CLOCK).look();
        // Then
        assertThat(finding.status()).isEqualTo(Status.WARN);
        assertThat(finding.detail()).contains("does not tell its time");
    }

    private static TopicState topic(int largest, String policy) {
        return new TopicState(4, List.of(), OptionalInt.of(largest), policy);
    }

    private static Group group(GroupProtocol protocol, String instanceId) {
        return new Group(
                protocol,
                Duration.ofSeconds(6),
                List.of(new GroupMember("client", Optional.of(instanceId), "/10.0.0.9")));
    }

    private static KafkaConfig classic() {
        return config(Map.of());
    }

    private static KafkaConfig config(Map<String, String> more) {
        var properties = new HashMap<>(more);
        properties.put("bootstrap.servers", "kafka:9092");
        return new KafkaConfig(
                properties,
                "app",
                "worker-1",
                ProcessingGuarantee.EXACTLY_ONCE,
                Duration.ofMillis(100),
                1,
                Path.of("state"),
                Duration.ofSeconds(30),
                900_000);
    }
}
