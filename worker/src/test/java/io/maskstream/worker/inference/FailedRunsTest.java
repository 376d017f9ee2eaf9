package io.maskstream.worker.inference;

import static io.maskstream.worker.inference.BatchFixture.mask;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.maskstream.worker.inference.device.Buckets;
import io.maskstream.worker.inference.session.BatchSession.SessionException;
import io.maskstream.worker.inference.session.FakeSession;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs that fail: who is to blame, what is too large, and when the device is lost. */
class FailedRunsTest {
    private static final Duration MILLI = Duration.ofMillis(1);

    private final BatchFixture fixture = new BatchFixture();

    @Test
    void shouldCountRunsThatFailedAsInference() throws Exception {
        // Given
        var batcher = fixture.batcher(2);
        fixture.session.duringRun = () -> fixture.pass(MILLI);
        // When
        fixture.runner(batcher, Buckets.exact(2)).run(fixture.batch(batcher, 1, FakeSession.CULPRIT));
        // Then
        assertThat(fixture.answers)
                .extracting(Inference::inference)
                .containsExactly(MILLI.multipliedBy(2), MILLI.multipliedBy(3));
        assertThat(fixture.watched.ran).hasSize(1);
    }

    @Test
    void shouldFindTheImageThatIsToBlameByHalves() throws Exception {
        // Given
        var batcher = fixture.batcher(8);
        // When
        fixture.runner(batcher, Buckets.doubling(8))
                .run(fixture.batch(batcher, 0, 1, 2, 3, 4, FakeSession.CULPRIT, 6, 7));
        // Then
        assertThat(fixture.session.calls).containsExactly("0+8", "0+4", "4+4", "4+2", "4+1", "5+1", "6+2");
        assertThat(fixture.answers).extracting(BatchFixture::mask).containsExactly(0, 1, 2, 3, 4, -1, 6, 7);
        assertThat(fixture.answers).extracting(Inference::batchSize).containsExactly(4, 4, 4, 4, 1, 1, 2, 2);
        assertThat(fixture.answers.get(5).failure().orElseThrow())
                .hasMessage("ONNX Runtime could not run the model (indices element out of data bounds).");
        assertThat(fixture.watched.lost).isEmpty();
        assertThat(fixture.watched.limits).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 6, 7, 12, 13, 24})
    void shouldFailTheCulpritsAloneWhateverTheSizes(int maxBatch) throws Exception {
        for (var buckets : List.of(Buckets.exact(maxBatch), Buckets.doubling(maxBatch))) {
            for (int culprit = 0; culprit < maxBatch; culprit++) {
                // Given
                var batcher = fixture.batcher(maxBatch);
                int[] reds = new int[maxBatch];
                reds[culprit] = FakeSession.CULPRIT;
                reds[maxBatch - 1 - culprit / 2] = FakeSession.CULPRIT;
                fixture.answers.clear();
                // When
                fixture.runner(batcher, buckets).run(fixture.batch(batcher, reds));
                // Then
                assertThat(fixture.answers).hasSize(maxBatch);
                for (int i = 0; i < maxBatch; i++) {
                    assertThat(mask(fixture.answers.get(i))).isEqualTo(reds[i] == FakeSession.CULPRIT ? -1 : 0);
                }
            }
        }
    }

    @Test
    void shouldNotBlameAnImageForWhatIsInAHole() throws Exception {
        // Given
        var batcher = fixture.batcher(4);
        var hole = batcher.reserve();
        hole.input().put(new byte[] {FakeSession.CULPRIT, 0, 0});
        var lane = batcher.reserve();
        lane.input().put(new byte[] {2, 0, 0});
        lane.run(fixture.answers::add);
        assertThat(batcher.poll()).isNull();
        hole.abandon();
        // When
        var batch = requireNonNull(batcher.poll());
        fixture.runner(batcher, Buckets.exact(4)).run(batch);
        // Then
        assertThat(fixture.session.calls).containsExactly("0+2", "1+1");
        assertThat(fixture.answers).extracting(BatchFixture::mask).containsExactly(2);
    }

    @Test
    void shouldHalveTheBatchWhereMemoryRunsOut() throws Exception {
        // Given
        var batcher = fixture.batcher(8);
        fixture.session.mostInMemory = 2;
        // When
        fixture.runner(batcher, Buckets.doubling(8)).run(fixture.batch(batcher, 0, 1, 2, 3, 4, 5, 6));
        // Then
        assertThat(fixture.session.calls).containsExactly("0+8", "0+4", "0+2", "2+2", "4+2", "6+1");
        assertThat(fixture.answers).extracting(BatchFixture::mask).containsExactly(0, 1, 2, 3, 4, 5, 6);
        assertThat(fixture.watched.limits).containsExactly(4, 2);
        assertThat(batcher.limit()).isEqualTo(2);
    }

    @Test
    void shouldHalveToASizeThatIsWarm() throws Exception {
        // Given
        var batcher = fixture.batcher(24);
        fixture.session.mostInMemory = 23;
        // When
        fixture.runner(batcher, Buckets.doubling(24)).run(fixture.batch(batcher, new int[24]));
        // Then
        assertThat(fixture.session.calls).containsExactly("0+24", "0+8", "8+8", "16+8");
        assertThat(fixture.watched.limits).containsExactly(8);
    }

    @Test
    void shouldFailAnImageThatAloneDoesNotFitIntoMemory() throws Exception {
        // Given
        var batcher = fixture.batcher(2);
        fixture.session.mostInMemory = 0;
        // When
        fixture.runner(batcher, Buckets.doubling(2)).run(fixture.batch(batcher, 1, 2));
        // Then
        assertThat(fixture.answers).hasSize(2).allSatisfy(answer -> assertThat(
                        answer.failure().orElseThrow())
                .hasMessageContaining("memory does not suffice for one image"));
        assertThat(fixture.watched.limits).containsExactly(1);
    }

    @Test
    void shouldAnswerNobodyWhereTheDeviceIsLost() throws Exception {
        // Given
        var batcher = fixture.batcher(4);
        var batch = fixture.batch(batcher, 1, 2, FakeSession.CULPRIT);
        fixture.session.lostFromCall = 3; // after one half has been run again
        // When
        var lost = catchThrowableOfType(SessionException.class, () -> fixture.runner(batcher, Buckets.exact(4))
                .run(batch));
        // Then
        assertThat(lost.kind()).isEqualTo(SessionException.Kind.DEVICE_LOST);
        assertThat(fixture.session.calls).hasSize(3);
        assertThat(fixture.answers).isEmpty();
    }

    @Test
    void shouldReportALostDeviceOnceAndLeaveItsMemoryAlone() throws Exception {
        // Given
        var batcher = fixture.batcher(1, 2, Duration.ZERO);
        batcher.reserve().run(fixture.answers::add);
        batcher.reserve().run(fixture.answers::add);
        fixture.session.lostFromCall = 1;
        // When
        fixture.runner(batcher, Buckets.exact(1)).work();
        fixture.runner(batcher, Buckets.exact(1)).work(); // another session
        // Then
        assertThat(fixture.watched.lost).singleElement().asString().contains("CUDA failure 700", "end this process");
        assertThat(fixture.session.calls).hasSize(1);
        assertThat(fixture.session.closed).isFalse();
        assertThat(fixture.answers).isEmpty();
    }

    @Test
    void shouldReportAThreadThatEndsUnexpectedly() throws Exception {
        // Given
        var batcher = fixture.batcher(1);
        batcher.reserve().run(fixture.answers::add);
        fixture.session.duringRun = () -> {
            throw new IllegalStateException("unforeseen");
        };
        // When
        assertThatThrownBy(() -> fixture.runner(batcher, Buckets.exact(1)).work())
                .hasMessage("unforeseen");
        // Then
        assertThat(fixture.watched.lost).singleElement().asString().contains("ended unexpectedly");
        assertThat(fixture.session.closed).isFalse();
    }

    @Test
    void shouldStartWithSmallerBatchesWhereMemoryEndsAtTheStart() throws Exception {
        // Given
        var batcher = fixture.batcher(8);
        fixture.session.mostInMemory = 3;
        // When
        fixture.runner(batcher, Buckets.doubling(8)).warmUp(batcher.batches().get(0));
        // Then
        assertThat(fixture.session.calls).containsExactly("0+1", "0+2", "0+4");
        assertThat(fixture.watched.limits).containsExactly(2);
    }

    @Test
    void shouldRefuseToStartWhereNotEvenOneImageRuns() {
        // Given
        var batcher = fixture.batcher(8);
        fixture.session.mostInMemory = 0;
        // When / Then
        assertThatThrownBy(() -> fixture.runner(batcher, Buckets.doubling(8))
                        .warmUp(batcher.batches().get(0)))
                .isInstanceOf(SessionException.class);
        fixture.session.mostInMemory = 8;
        fixture.session.failing = true;
        assertThatThrownBy(() -> fixture.runner(batcher, Buckets.doubling(8))
                        .warmUp(batcher.batches().get(0)))
                .isInstanceOf(SessionException.class);
    }
}
