package io.maskstream.worker.inference;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.maskstream.worker.inference.device.Buckets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Batches that run as they should. */
class BatchRunnerTest {
    private static final Duration MILLI = Duration.ofMillis(1);

    private final BatchFixture fixture = new BatchFixture();

    @Test
    void shouldRunExactlyTheImagesOnACpu() throws Exception {
        // Given
        var batcher = fixture.batcher(8);
        // When
        fixture.runner(batcher, Buckets.exact(8)).run(fixture.batch(batcher, 1, 2, 3));
        // Then
        assertThat(fixture.session.calls).containsExactly("0+3");
        assertThat(fixture.answers).extracting(BatchFixture::mask).containsExactly(1, 2, 3);
        assertThat(fixture.answers).extracting(Inference::batchSize).containsOnly(3);
        assertThat(fixture.answers).extracting(Inference::padding).containsOnly(0);
        byte[] probabilities = new byte[1];
        fixture.answers.get(2).copyProbabilities(probabilities);
        assertThat(probabilities).containsExactly(103);
    }

    @Test
    void shouldPadToTheNextBucketOnAGpu() throws Exception {
        // Given
        var batcher = fixture.batcher(8);
        // When
        fixture.runner(batcher, Buckets.doubling(8)).run(fixture.batch(batcher, 1, 2, 3));
        // Then
        assertThat(fixture.session.calls).containsExactly("0+4");
        assertThat(fixture.answers).extracting(BatchFixture::mask).containsExactly(1, 2, 3);
        assertThat(fixture.answers).extracting(Inference::batchSize).containsOnly(3);
        assertThat(fixture.answers).extracting(Inference::padding).containsOnly(1);
    }

    @Test
    void shouldRunHolesAsPaddingAndAnswerNobodyForThem() throws Exception {
        // Given
        var batcher = fixture.batcher(8);
        // When
        fixture.runner(batcher, Buckets.exact(8)).run(fixture.batch(batcher, 1, -1, 3, -1));
        // Then
        assertThat(fixture.session.calls).containsExactly("0+3");
        assertThat(fixture.answers).extracting(BatchFixture::mask).containsExactly(1, 3);
        assertThat(fixture.answers).extracting(Inference::padding).containsOnly(1);
    }

    @Test
    void shouldTimeTheWaitAndTheRun() throws Exception {
        // Given
        var batcher = fixture.batcher(2);
        var first = batcher.reserve();
        var second = batcher.reserve();
        first.run(fixture.answers::add);
        fixture.pass(MILLI.multipliedBy(3));
        second.run(fixture.answers::add);
        fixture.pass(MILLI);
        fixture.session.duringRun = () -> fixture.pass(MILLI.multipliedBy(5));
        // When
        var batch = requireNonNull(batcher.poll());
        fixture.runner(batcher, Buckets.exact(2)).run(batch);
        // Then
        assertThat(fixture.answers).extracting(Inference::batchWait).containsExactly(MILLI.multipliedBy(4), MILLI);
        assertThat(fixture.answers).extracting(Inference::inference).containsOnly(MILLI.multipliedBy(5));
        assertThat(fixture.watched.ran).containsExactly("2 images, 0 padding, waited 4 ms, ran 5 ms");
    }

    @Test
    void shouldCloseTheSessionWhenThereIsNoMoreToCome() throws Exception {
        // Given
        var batcher = fixture.batcher(2);
        batcher.reserve().run(fixture.answers::add);
        batcher.shut();
        // When
        fixture.runner(batcher, Buckets.exact(2)).work();
        // Then
        assertThat(fixture.answers).hasSize(1);
        assertThat(fixture.session.closed).isTrue();
        assertThat(fixture.watched.lost).isEmpty();
    }

    @Test
    void shouldPutTheBatchBackWhenItsLastInferenceIsClosed() throws Exception {
        // Given
        var batcher = fixture.batcher(2);
        fixture.runner(batcher, Buckets.exact(2)).run(fixture.batch(batcher, 1, 2));
        // When
        fixture.answers.get(0).close();
        fixture.answers.get(0).close();
        // Then
        assertThat(batcher.batches()).isEmpty();
        fixture.answers.get(1).close();
        assertThat(batcher.batches()).hasSize(1);
    }

    @Test
    void shouldWarmEverySize() throws Exception {
        // Given
        var batcher = fixture.batcher(8);
        // When
        fixture.runner(batcher, Buckets.doubling(8)).warmUp(batcher.batches().get(0));
        // Then
        assertThat(fixture.session.calls).containsExactly("0+1", "0+2", "0+4", "0+8");
        assertThat(fixture.watched.limits).isEmpty();
        assertThat(fixture.watched.ran).isEmpty();
    }
}
