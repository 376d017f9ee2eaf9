package io.maskstream.worker.pipeline.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class MemoryBudgetTest {
    private static final int KIB = 1024;

    private final MemoryBudget budget = new MemoryBudget(10 * KIB);

    @Test
    void shouldCountWhatIsHeld() throws Exception {
        // When
        var lease = budget.take(3 * KIB);
        long held = budget.heldBytes();
        lease.close();
        // Then
        assertThat(held).isEqualTo(3 * KIB);
        assertThat(budget.heldBytes()).isZero();
    }

    @Test
    void shouldLetNobodyTakeMoreThanThereIs() throws Exception {
        // Given
        var first = budget.take(8 * KIB);
        // When
        var second = taken(4 * KIB);
        boolean waited = !second.isDone();
        first.close();
        // Then
        assertThat(waited).isTrue();
        second.get(10, TimeUnit.SECONDS).close();
        assertThat(budget.heldBytes()).isZero();
    }

    @Test
    void shouldGrowWhereThereIsRoomAndRefuseWhereThereIsNone() throws Exception {
        // Given
        var lease = budget.take(KIB);
        // When / Then
        assertThat(lease.growTo(10 * KIB)).isTrue();
        lease.shrinkTo(2 * KIB);
        var other = budget.take(7 * KIB);
        assertThat(lease.growTo(4 * KIB)).isFalse();
        assertThat(lease.growTo(3 * KIB)).isTrue();
        assertThat(budget.heldBytes()).isEqualTo(10 * KIB);
        other.close();
        lease.close();
        assertThat(budget.heldBytes()).isZero();
    }

    @Test
    void shouldGiveAllOfItToWhatIsLargerThanTheWhole() throws Exception {
        // Given
        var small = budget.take(KIB);
        // When
        var large = taken(1_000 * KIB);
        boolean waited = !large.isDone();
        small.close();
        // Then
        assertThat(waited).isTrue();
        var lease = large.get(10, TimeUnit.SECONDS);
        assertThat(budget.heldBytes()).isEqualTo(10 * KIB);
        assertThat(lease.growTo(2_000 * KIB)).isTrue();
        lease.close();
        assertThat(budget.heldBytes()).isZero();
    }

    @Test
    void shouldGiveBackOnceWhatIsClosedTwice() throws Exception {
        // Given
        var lease = budget.take(5 * KIB);
        // When
        lease.close();
        lease.close();
        // Then
        assertThat(budget.heldBytes()).isZero();
    }

    private CompletableFuture<MemoryBudget.Lease> taken(long bytes) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return budget.take(bytes);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
