package io.maskstream.verify.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maskstream.verify.event.Plan;
import io.maskstream.verify.proof.Guarantee;
import io.maskstream.verify.proof.Ledger;
import io.maskstream.worker.topology.Topics;
import io.maskstream.worker.topology.runtime.settings.KafkaConfig;
import io.maskstream.worker.topology.runtime.settings.ProcessingGuarantee;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

final class VerificationTest {
    private static final TopicPartition MASKS = new TopicPartition("verify.masks", 0);

    private final Ledger ledger = new Ledger("run1");

    @Test
    void shouldTakeForLostWhatKafkaDoesNotHave() throws Exception {
        // Given
        sendOne();
        // When
        verification(new Silent(false)).run(() -> true, () -> {});
        // Then
        assertThat(ledger.proof(Guarantee.EXACTLY_ONCE, 1).lost()).isOne();
    }

    @Test
    void shouldProveNothingWhereKafkaDoesNotAnswerAnyMore() {
        // Given
        sendOne();
        var verification = verification(new Silent(true));
        // When / Then
        assertThatThrownBy(() -> verification.run(() -> true, () -> {}))
                .isInstanceOf(TimeoutException.class)
                .hasMessage("nothing is proved, for Kafka does not answer any more: away");
    }

    @Test
    void shouldWaitForWhatIsRepeatedAfterAWorkerWasMissed() {
        // Given
        var worker = new KafkaConfig(
                Map.of("bootstrap.servers", "127.0.0.1:1"),
                "maskstream",
                "w1",
                ProcessingGuarantee.EXACTLY_ONCE,
                Duration.ofSeconds(1),
                1,
                Path.of("state"),
                Duration.ofSeconds(1),
                1);
        // When / Then: the new assignment takes some seconds too
        assertThat(Verification.SETTLING)
                .isGreaterThanOrEqualTo(worker.sessionTimeout().plusSeconds(5));
    }

    private void sendOne() {
        for (var sent : Plan.drawn("run1", 1, 1, 1, 0)) {
            ledger.sent(sent.numbered().key(), sent.numbered(), sent.uri());
        }
    }

    private Verification verification(Silent consumer) {
        consumer.assign(Set.of(MASKS));
        consumer.seek(MASKS, 0);
        var patience = Duration.ofMillis(1);
        return new Verification(
                new TopicReader(consumer, new Topics("verify"), ledger, Listener.none(), patience), ledger, patience);
    }

    /** Has nothing to read, and may be away. */
    private static final class Silent extends MockConsumer<byte[], byte[]> {
        private final boolean away;

        Silent(boolean away) {
            super("earliest");
            this.away = away;
        }

        @Override
        public synchronized Map<TopicPartition, Long> endOffsets(
                Collection<TopicPartition> partitions, Duration timeout) {
            if (away) {
                throw new TimeoutException("away");
            }
            return Map.of(MASKS, 0L);
        }
    }
}
