package io.maskstream.worker.inference;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.maskstream.worker.inference.BatchSession.SessionException;
import io.maskstream.worker.inference.device.Buckets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchRunnerTest {
    private static final Duration MILLI = Duration.ofMillis(1);

    private final AtomicLong nanos = new AtomicLong();
    private final FakeSession session = new FakeSession();
    private final WatchedBatches watched = new WatchedBatches();
    private final List<Inference> answers = new ArrayList<>();

    private Batcher batcher(int maxBatch) {
        return new Batcher(FakeSession.PIXEL, maxBatch, 1, Duration.ZERO, nanos::get);
    }

    private BatchRunner runner(Batcher batcher, Buckets buckets) {
        return new BatchRunner(session, batcher, buckets, watched, nanos::get);
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    /** A batch of these images; those that are negative are abandoned. */
    private Batch batch(Batcher batcher, int... reds) throws InterruptedException {
        var lanes = new ArrayList<Lane>();
        for (int red : reds) {
            var lane = batcher.reserve();
            lane.input().put(new byte[] {(byte) red, (byte) (red + 100), 0});
            lanes.add(lane);
        }
        for (int i = 0; i < reds.length; i++) {
            if (reds[i] >= 0) {
                lanes.get(i).run(answers::add);
            }
        }
        var early = batcher.poll(); // closes it, so that what is abandoned leaves a hole
        for (int i = 0; i < reds.length; i++) {
            if (reds[i] < 0) {
                lanes.get(i).abandon();
            }
        }
        return early != null ? early : requireNonNull(batcher.poll());
    }

    /** Its mask, which is its red; -1 where it failed. */
    private static int mask(Inference inference) {
        if (inference.failure().isPresent()) {
            return -1;
        }
        byte[] mask = new byte[1];
        inference.copyMask(mask);
        return mask[0];
    }

    @Test
    void shouldRunExactlyTheImagesOnACpu() throws Exception {
        // Given
        var batcher = batcher(8);
        // When
        runner(batcher, Buckets.exact(8)).run(batch(batcher, 1, 2, 3));
        // Then
        assertThat(session.calls).containsExactly("0+3");
        assertThat(answers).extracting(BatchRunnerTest::mask).containsExactly(1, 2, 3);
        assertThat(answers).extracting(Inference::batchSize).containsOnly(3);
        assertThat(answers).extracting(Inference::padding).containsOnly(0);
        byte[] probabilities = new byte[1];
        answers.get(2).copyProbabilities(probabilities);
        assertThat(probabilities).containsExactly(103);
    }

    @Test
    void shouldPadToTheNextBucketOnAGpu() throws Exception {
        // Given
        var batcher = batcher(8);
        // When
        runner(batcher, Buckets.doubling(8)).run(batch(batcher, 1, 2, 3));
        // Then
        assertThat(session.calls).containsExactly("0+4");
        assertThat(answers).extracting(BatchRunnerTest::mask).containsExactly(1, 2, 3);
        assertThat(answers).extracting(Inference::batchSize).containsOnly(3);
        assertThat(answers).extracting(Inference::padding).containsOnly(1);
    }

    @Test
    void shouldRunHolesAsPaddingAndAnswerNobodyForThem() throws Exception {
        // Given
        var batcher = batcher(8);
        // When
        runner(batcher, Buckets.exact(8)).run(batch(batcher, 1, -1, 3, -1));
        // Then
        assertThat(session.calls).containsExactly("0+3");
        assertThat(answers).extracting(BatchRunnerTest::mask).containsExactly(1, 3);
        assertThat(answers).extracting(Inference::padding).containsOnly(1);
    }

    @Test
    void shouldTimeTheWaitAndTheRun() throws Exception {
        // Given
        var batcher = batcher(2);
        var first = batcher.reserve();
        var second = batcher.reserve();
        first.run(answers::add);
        pass(MILLI.multipliedBy(3));
        second.run(answers::add);
        pass(MILLI);
        session.duringRun = () -> pass(MILLI.multipliedBy(5));
        // When
        var batch = requireNonNull(batcher.poll());
        runner(batcher, Buckets.exact(2)).run(batch);
        // Then
        assertThat(answers).extracting(Inference::batchWait).containsExactly(MILLI.multipliedBy(4), MILLI);
        assertThat(answers).extracting(Inference::inference).containsOnly(MILLI.multipliedBy(5));
        assertThat(watched.ran).containsExactly("2 images, 0 padding, waited 4 ms, ran 5 ms");
    }

    @Test
    void shouldCountRunsThatFailedAsInference() throws Exception {
        // Given
        var batcher = batcher(2);
        session.duringRun = () -> pass(MILLI);
        // When
        runner(batcher, Buckets.exact(2)).run(batch(batcher, 1, FakeSession.CULPRIT));
        // Then
        assertThat(answers)
                .extracting(Inference::inference)
                .containsExactly(MILLI.multipliedBy(2), MILLI.multipliedBy(3));
        assertThat(watched.ran).hasSize(1);
    }

    @Test
    void shouldFindTheImageThatIsToBlameByHalves() throws Exception {
        // Given
        var batcher = batcher(8);
        // When
        runner(batcher, Buckets.doubling(8)).run(batch(batcher, 0, 1, 2, 3, 4, FakeSession.CULPRIT, 6, 7));
        // Then
        assertThat(session.calls).containsExactly("0+8", "0+4", "4+4", "4+2", "4+1", "5+1", "6+2");
        assertThat(answers).extracting(BatchRunnerTest::mask).containsExactly(0, 1, 2, 3, 4, -1, 6, 7);
        assertThat(answers).extracting(Inference::batchSize).containsExactly(4, 4, 4, 4, 1, 1, 2, 2);
        assertThat(answers.get(5).failure().orElseThrow())
                .hasMessage("ONNX Runtime could not run the model (indices element out of data bounds).");
        assertThat(watched.lost).isEmpty();
        assertThat(watched.limits).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 6, 7, 12, 13, 24})
    void shouldFailTheCulpritsAloneWhateverTheSizes(int maxBatch) throws Exception {
        for (var buckets : List.of(Buckets.exact(maxBatch), Buckets.doubling(maxBatch))) {
            for (int culprit = 0; culprit < maxBatch; culprit++) {
                // Given
                var batcher = batcher(maxBatch);
                int[] reds = new int[maxBatch];
                reds[culprit] = FakeSession.CULPRIT;
                reds[maxBatch - 1 - culprit / 2] = FakeSession.CULPRIT;
                answers.clear();
                // When
                runner(batcher, buckets).run(batch(batcher, reds));
                // Then
                assertThat(answers).hasSize(maxBatch);
                for (int i = 0; i < maxBatch; i++) {
                    assertThat(mask(answers.get(i))).isEqualTo(reds[i] == FakeSession.CULPRIT ? -1 : 0);
                }
            }
        }
    }

    @Test
    void shouldNotBlameAnImageForWhatIsInAHole() throws Exception {
        // Given
        var batcher = batcher(4);
        var hole = batcher.reserve();
        hole.input().put(new byte[] {FakeSession.CULPRIT, 0, 0});
        var lane = batcher.reserve();
        lane.input().put(new byte[] {2, 0, 0});
        lane.run(answers::add);
        assertThat(batcher.poll()).isNull();
        hole.abandon();
        // When
        var batch = requireNonNull(batcher.poll());
        runner(batcher, Buckets.exact(4)).run(batch);
        // Then
        assertThat(session.calls).containsExactly("0+2", "1+1");
        assertThat(answers).extracting(BatchRunnerTest::mask).containsExactly(2);
    }

    @Test
    void shouldHalveTheBatchWhereMemoryRunsOut() throws Exception {
        // Given
        var batcher = batcher(8);
        session.mostInMemory = 2;
        // When
        runner(batcher, Buckets.doubling(8)).run(batch(batcher, 0, 1, 2, 3, 4, 5, 6));
        // Then
        assertThat(session.calls).containsExactly("0+8", "0+4", "0+2", "2+2", "4+2", "6+1");
        assertThat(answers).extracting(BatchRunnerTest::mask).containsExactly(0, 1, 2, 3, 4, 5, 6);
        assertThat(watched.limits).containsExactly(4, 2);
        assertThat(batcher.limit()).isEqualTo(2);
    }

    @Test
    void shouldHalveToASizeThatIsWarm() throws Exception {
        // Given
        var batcher = batcher(24);
        session.mostInMemory = 23;
        // When
        runner(batcher, Buckets.doubling(24)).run(batch(batcher, new int[24]));
        // Then
        assertThat(session.calls).containsExactly("0+24", "0+8", "8+8", "16+8");
        assertThat(watched.limits).containsExactly(8);
    }

    @Test
    void shouldFailAnImageThatAloneDoesNotFitIntoMemory() throws Exception {
        // Given
        var batcher = batcher(2);
        session.mostInMemory = 0;
        // When
        runner(batcher, Buckets.doubling(2)).run(batch(batcher, 1, 2));
        // Then
        assertThat(answers).hasSize(2).allSatisfy(answer -> assertThat(
                        answer.failure().orElseThrow())
                .hasMessageContaining("memory does not suffice for one image"));
        assertThat(watched.limits).containsExactly(1);
    }

    @Test
    void shouldAnswerNobodyWhereTheDeviceIsLost() throws Exception {
        // Given
        var batcher = batcher(4);
        var batch = batch(batcher, 1, 2, FakeSession.CULPRIT);
        session.lostFromCall = 3; // after one half has been run again
        // When
        var lost = catchThrowableOfType(
                SessionException.class, () -> runner(batcher, Buckets.exact(4)).run(batch));
        // Then
        assertThat(lost.kind()).isEqualTo(SessionException.Kind.DEVICE_LOST);
        assertThat(session.calls).hasSize(3);
        assertThat(answers).isEmpty();
    }

    @Test
    void shouldReportALostDeviceOnceAndLeaveItsMemoryAlone() throws Exception {
        // Given
        var batcher = new Batcher(FakeSession.PIXEL, 1, 2, Duration.ZERO, nanos::get);
        batcher.reserve().run(answers::add);
        batcher.reserve().run(answers::add);
        session.lostFromCall = 1;
        // When
        runner(batcher, Buckets.exact(1)).work();
        runner(batcher, Buckets.exact(1)).work(); // another session
        // Then
        assertThat(watched.lost).singleElement().asString().contains("CUDA failure 700", "end this process");
        assertThat(session.calls).hasSize(1);
        assertThat(session.closed).isFalse();
        assertThat(answers).isEmpty();
    }

    @Test
    void shouldReportAThreadThatEndsUnexpectedly() throws Exception {
        // Given
        var batcher = batcher(1);
        batcher.reserve().run(answers::add);
        session.duringRun = () -> {
            throw new IllegalStateException("unforeseen");
        };
        // When
        assertThatThrownBy(() -> runner(batcher, Buckets.exact(1)).work()).hasMessage("unforeseen");
        // Then
        assertThat(watched.lost).singleElement().asString().contains("ended unexpectedly");
        assertThat(session.closed).isFalse();
    }

    @Test
    void shouldCloseTheSessionWhenThereIsNoMoreToCome() throws Exception {
        // Given
        var batcher = batcher(2);
        batcher.reserve().run(answers::add);
        batcher.shut();
        // When
        runner(batcher, Buckets.exact(2)).work();
        // Then
        assertThat(answers).hasSize(1);
        assertThat(session.closed).isTrue();
        assertThat(watched.lost).isEmpty();
    }

    @Test
    void shouldPutTheBatchBackWhenItsLastInferenceIsClosed() throws Exception {
        // Given
        var batcher = batcher(2);
        runner(batcher, Buckets.exact(2)).run(batch(batcher, 1, 2));
        // When
        answers.get(0).close();
        answers.get(0).close();
        // Then
        assertThat(batcher.batches()).isEmpty();
        answers.get(1).close();
        assertThat(batcher.batches()).hasSize(1);
    }

    @Test
    void shouldWarmEverySize() throws Exception {
        // Given
        var batcher = batcher(8);
        // When
        runner(batcher, Buckets.doubling(8)).warmUp(batcher.batches().get(0));
        // Then
        assertThat(session.calls).containsExactly("0+1", "0+2", "0+4", "0+8");
        assertThat(watched.limits).isEmpty();
        assertThat(watched.ran).isEmpty();
    }

    @Test
    void shouldStartWithSmallerBatchesWhereMemoryEndsAtTheStart() throws Exception {
        // Given
        var batcher = batcher(8);
        session.mostInMemory = 3;
        // When
        runner(batcher, Buckets.doubling(8)).warmUp(batcher.batches().get(0));
        // Then
        assertThat(session.calls).containsExactly("0+1", "0+2", "0+4");
        assertThat(watched.limits).containsExactly(2);
    }

    @Test
    void shouldRefuseToStartWhereNotEvenOneImageRuns() {
        // Given
        var batcher = batcher(8);
        session.mostInMemory = 0;
        // When / Then
        assertThatThrownBy(() -> runner(batcher, Buckets.doubling(8))
                        .warmUp(batcher.batches().get(0)))
                .isInstanceOf(SessionException.class);
        session.mostInMemory = 8;
        session.failing = true;
        assertThatThrownBy(() -> runner(batcher, Buckets.doubling(8))
                        .warmUp(batcher.batches().get(0)))
                .isInstanceOf(SessionException.class);
    }
}
