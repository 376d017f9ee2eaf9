package io.maskstream.worker.client.replay;

import static io.maskstream.worker.client.replay.Failures.failure;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maskstream.worker.client.replay.ReplayTransactions.Replay;
import io.maskstream.worker.client.replay.ReplayTransactions.Replayed;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

final class ReplayTransactionsTest {
    private static final byte[] TOO_LARGE = new byte[100];

    private final FakeProducer producer = new FakeProducer();
    private final List<Replayed> done = new ArrayList<>();
    private final ReplayTransactions transactions = new ReplayTransactions(producer, "test.replays", done::add);

    @Test
    void shouldWriteARecordAndItsMarkAsOne() throws Exception {
        // When
        transactions.put(replay(1, new byte[1]));
        transactions.put(replay(2, new byte[1]));
        // Then
        assertThat(producer.history()).isEmpty();
        assertThat(done).isEmpty();
        // When
        transactions.flush();
        // Then
        assertThat(producer.commitCount()).isEqualTo(1);
        assertThat(producer.history())
                .extracting(ProducerRecord::topic)
                .containsExactly("test.images", "test.replays", "test.images", "test.replays");
        assertThat(producer.history().get(1).key()).asString(UTF_8).isEqualTo("test.images-2-1@1000");
        assertThat(done).hasSize(2).allMatch(Replayed::taken);
    }

    @Test
    void shouldWriteNothingWhereThereIsNothing() throws Exception {
        // When
        transactions.flush();
        // Then
        assertThat(producer.commitCount()).isZero();
    }

    @Test
    void shouldKeepNoOtherOutForOneThatIsRefused() throws Exception {
        // When
        transactions.put(replay(1, new byte[1]));
        transactions.put(replay(2, TOO_LARGE));
        transactions.put(replay(3, new byte[1]));
        transactions.flush();
        // Then
        assertThat(done)
                .extracting(replayed -> replayed.failure().event().imageId() + " " + replayed.taken())
                .containsExactly("image-1 true", "image-2 false", "image-3 true");
        assertThat(producer.history()).hasSize(4).noneMatch(record -> record.value() == TOO_LARGE);
    }

    @Test
    void shouldAskAgainWhetherItIsCommittedWhereKafkaDoesNotSay() throws Exception {
        // Given
        producer.timeouts = 2;
        // When
        transactions.put(replay(1, new byte[1]));
        transactions.flush();
        // Then
        assertThat(producer.commitCount()).isEqualTo(1);
        assertThat(producer.history()).hasSize(2);
        assertThat(done).hasSize(1);
    }

    @Test
    void shouldEndWhereKafkaNeverSays() throws Exception {
        // Given
        producer.timeouts = 99;
        transactions.put(replay(1, new byte[1]));
        // When / Then
        assertThatThrownBy(transactions::flush)
                .isInstanceOf(ReplayException.class)
                .hasMessageContaining("begin the replay again, and it goes on where it was");
        assertThat(done).isEmpty();
    }

    @Test
    void shouldSayThatAnotherReplayHasTakenOver() throws Exception {
        // Given
        transactions.put(replay(1, new byte[1]));
        producer.fenceProducer();
        // When / Then
        assertThatThrownBy(transactions::flush)
                .isInstanceOf(ReplayException.class)
                .hasCauseInstanceOf(ProducerFencedException.class)
                .hasMessageContaining("another replay of the same topics was begun meanwhile");
        assertThat(done).isEmpty();
    }

    private static Replay replay(long offset, byte[] value) {
        return new Replay(failure(offset, offset, 1_000), new ProducerRecord<>("test.images", null, value));
    }

    /** Refuses what is too large at the commit, as a broker does, and does not answer commits as often as it is told. */
    private static final class FakeProducer extends MockProducer<byte[], byte[]> {
        private int timeouts;
        private boolean refused;

        FakeProducer() {
            super(true, null, new ByteArraySerializer(), new ByteArraySerializer());
            initTransactions();
        }

        @Override
        public synchronized Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record) {
            refused |= record.value() == TOO_LARGE;
            return super.send(record);
        }

        @Override
        public void commitTransaction() {
            if (timeouts > 0) {
                timeouts--;
                throw new TimeoutException("no answer");
            }
            if (refused) {
                throw new KafkaException("cannot commit", new RecordTooLargeException("too large"));
            }
            super.commitTransaction();
        }

        @Override
        public void abortTransaction() {
            refused = false;
            super.abortTransaction();
        }
    }
}
