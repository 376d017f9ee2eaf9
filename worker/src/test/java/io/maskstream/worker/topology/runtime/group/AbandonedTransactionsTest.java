package io.maskstream.worker.topology.runtime.group;

import static org.assertj.core.api.Assertions.assertThat;

import io.maskstream.worker.topology.access.TransactionalIds;
import io.maskstream.worker.topology.runtime.settings.GroupProtocol;
import io.maskstream.worker.topology.runtime.settings.KafkaConfig;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class AbandonedTransactionsTest {
    private final KafkaConfig worker = Workers.named("worker-1");

    @Test
    void shouldFindThoseWhoseWorkersTheGroupHasMissed() {
        // Given
        var open = List.of("cats:worker-1:1", "cats:worker-2:1", "cats:worker-2:2", "cats:worker-3:1");
        // When
        var missed = AbandonedTransactions.missed(open, group("worker-1-1", "worker-2-2"), worker);
        // Then
        assertThat(missed).containsExactly("cats:worker-2:1", "cats:worker-3:1");
    }

    @Test
    void shouldFindThoseOfAllOthersWhereTheGroupIsGone() {
        // Given
        var open = List.of("cats:worker-1:1", "cats:worker-2:1");
        // When
        var missed = AbandonedTransactions.missed(open, Optional.empty(), worker);
        // Then
        assertThat(missed).containsExactly("cats:worker-2:1");
    }

    @Test
    void shouldLeaveAloneWhatIsNotTheApplications() {
        // Given
        var open = List.of("dogs:worker-2:1", "cats-2:worker-2:1", "cats-replay", "cats:", "cats:worker-2", "cats::1");
        // When
        var missed = AbandonedTransactions.missed(open, group("worker-1-1"), worker);
        // Then
        assertThat(missed).isEmpty();
    }

    @Test
    void shouldTellAWorkersOwnFromThoseOfOneWithALongerName() {
        // Given
        var open = List.of("cats:worker-1:1", "cats:worker-1:2", "cats:worker-12:1", "dogs:worker-1:1");
        // When
        var own = TransactionalIds.ofInstance(open, "cats", "worker-1");
        // Then
        assertThat(own).containsExactly("cats:worker-1:1", "cats:worker-1:2");
    }

    private static Optional<Group> group(String... instanceIds) {
        var members = Stream.of(instanceIds)
                .map(name -> new GroupMember("client", Optional.of(name), "/10.0.0.9"))
                .toList();
        return Optional.of(new Group(GroupProtocol.CLASSIC, Duration.ofSeconds(6), members));
    }
}
