package io.maskstream.worker.topology.runtime.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maskstream.worker.topology.runtime.settings.GroupProtocol;
import io.maskstream.worker.topology.runtime.settings.KafkaConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class InstanceGuardTest {
    private static final Set<String> OURS = Set.of("127.0.0.1", "10.0.0.1");
    private static final Duration SESSION = Duration.ofSeconds(6);

    private Duration waited = Duration.ZERO;

    @Test
    void shouldGoOnWhereThereIsNoGroup() throws Exception {
        // When
        await(Workers.named("worker-1"), () -> Optional.empty());
        // Then
        assertThat(waited).isZero();
    }

    @Test
    void shouldGoOnAtOnceOverItsOwnCorpseAndBesideOthers() throws Exception {
        // When
        await(
                Workers.named("worker-1"),
                () -> group(
                        member("worker-1-1", "/10.0.0.1"),
                        member("worker-2-1", "/10.0.0.9"),
                        member("worker-1-1-1", "/10.0.0.9"),
                        member("my-worker-1-1", "/10.0.0.9")));
        // Then
        assertThat(waited).isZero();
    }

    @Test
    void shouldWaitForAWorkerThatWasKilledElsewhereToVanish() throws Exception {
        // Given
        GroupLookup dying = () -> waited.compareTo(Duration.ofSeconds(5)) < 0
                ? group(member("worker-1-1", "/10.0.0.9"), member("worker-2-1", "/10.0.0.8"))
                : group(member("worker-2-1", "/10.0.0.8"));
        // When
        await(Workers.named("worker-1"), dying);
        // Then
        assertThat(waited).isBetween(Duration.ofSeconds(5), SESSION);
    }

    @Test
    void shouldRefuseANameThatLivesElsewhereAndNameItsHost() {
        assertThatThrownBy(() -> await(Workers.named("worker-1"), () -> group(member("worker-1-2", "pod-7/10.0.0.9"))))
                .isInstanceOf(GroupException.class)
                .hasMessage(
                        "another worker named worker-1 is in the group cats, on 10.0.0.9: give each its own instance.id");
        assertThat(waited).isBetween(SESSION, SESSION.plusSeconds(3));
    }

    @Test
    void shouldKnowAWorkerOfTheStreamsProtocolByItsClient() {
        // Given
        var member = new GroupMember("cats-worker-1-StreamThread-1-consumer", Optional.empty(), "/10.0.0.9");
        // Then
        assertThat(member.isNamedAs(Workers.named("worker-1"))).isTrue();
        assertThat(member.isNamedAs(Workers.named("worker"))).isFalse();
        assertThat(member.isNamedAs(Workers.named("worker-1", Map.of("client.id", "cats-worker-1"))))
                .as("others may have the client id that the user gave")
                .isFalse();
    }

    private void await(KafkaConfig worker, GroupLookup groups) throws GroupException, InterruptedException {
        InstanceGuard.awaitVacant(worker, groups, OURS, () -> waited.toNanos(), time -> waited = waited.plus(time));
    }

    private static Optional<Group> group(GroupMember... members) {
        return Optional.of(new Group(GroupProtocol.CLASSIC, SESSION, List.of(members)));
    }

    private static GroupMember member(String instanceId, String host) {
        return new GroupMember("client", Optional.of(instanceId), host);
    }
}
