package io.maskstream.worker.topology.runtime.group;

import static org.assertj.core.api.Assertions.assertThat;

import io.maskstream.worker.topology.runtime.settings.GroupProtocol;
import io.maskstream.worker.topology.runtime.settings.KafkaConfig;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class HandoverTest {
    private static final Set<String> OURS = Set.of("127.0.0.1", "10.0.0.1");

    private final KafkaConfig worker = Workers.named("worker-1");

    @Test
    void shouldLeaveTheEarlierLifesPartitionsToOthers() {
        // Given
        var group = group(
                member("worker-1-1", "/10.0.0.1"),
                member("worker-1-2", "/10.0.0.1"),
                member("worker-2-1", "/10.0.0.9"));
        // Then
        assertThat(Handover.dead(group, worker, OURS)).containsExactly("worker-1-1", "worker-1-2");
    }

    @Test
    void shouldKeepThePartitionsWhereNobodyElseCouldHaveThem() {
        // Given
        var group = group(member("worker-1-1", "/10.0.0.1"), member("worker-1-2", "/10.0.0.1"));
        // Then
        assertThat(Handover.dead(group, worker, OURS)).isEmpty();
        assertThat(Handover.dead(Optional.empty(), worker, OURS)).isEmpty();
    }

    @Test
    void shouldNotTakeOutWhatMayLive() {
        // Given: of our name elsewhere, and others here
        var group = group(
                member("worker-1-1", "/10.0.0.9"),
                member("worker-2-1", "/10.0.0.1"),
                member("worker-12-1", "/10.0.0.1"));
        // Then
        assertThat(Handover.dead(group, worker, OURS)).isEmpty();
    }

    @Test
    void shouldLeaveMembersWithoutNamesAlone() {
        // Given
        var group = Optional.of(new Group(
                GroupProtocol.STREAMS,
                Duration.ofSeconds(45),
                List.of(
                        new GroupMember("cats-worker-1-StreamThread-1-consumer", Optional.empty(), "/10.0.0.1"),
                        new GroupMember("cats-worker-2-StreamThread-1-consumer", Optional.empty(), "/10.0.0.9"))));
        // Then
        assertThat(Handover.dead(group, worker, OURS)).isEmpty();
    }

    private static Optional<Group> group(GroupMember... members) {
        return Optional.of(new Group(GroupProtocol.CLASSIC, Duration.ofSeconds(6), List.of(members)));
    }

    private static GroupMember member(String instanceId, String host) {
        return new GroupMember("client", Optional.of(instanceId), host);
    }
}
