package io.maskstream.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.maskstream.trainer.data.Augmentation;
import io.maskstream.trainer.data.Samples;
import io.maskstream.trainer.fixture.TinySamples;
import java.util.Arrays;
import java.util.concurrent.ForkJoinPool;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;

class BatchesTest {
    private final Samples samples = TinySamples.coloured(7, 4, 6, 3);
    private final Batches batches = new Batches(samples, 3);

    @Test
    void shouldOrderAnEpochBySeedAndNumberAlone() {
        // When
        int[] order = batches.shuffledOrder(1337, 4);

        // Then
        assertThat(order).isEqualTo(new Batches(samples, 3).shuffledOrder(1337, 4));
        assertThat(order).isNotEqualTo(batches.shuffledOrder(1337, 5));
        assertThat(Arrays.stream(order).sorted()).containsExactly(0, 1, 2, 3, 4, 5, 6);
    }

    @Test
    void shouldCutTheOrderIntoBatches() {
        // Given
        int[] order = {6, 5, 4, 3, 2, 1, 0};

        // Then
        assertThat(batches.batch(order, 0)).containsExactly(6, 5, 4);
        assertThat(batches.batch(order, 6)).containsExactly(0);
    }

    @Test
    void shouldGatherTheImagesOfABatch() {
        try (var scope = new PointerScope()) {
            // When
            Tensor images = batches.images(new int[] {5, 2});
            Tensor labels = batches.labels(new int[] {5, 2});

            // Then
            assertThat(images.shape()).containsExactly(2, 6, 4, 3);
            assertThat(images.scalar_type().intern()).isEqualTo(ScalarType.Byte);
            byte[] second = new byte[samples.imageBytes()];
            samples.pixels().get(2 * samples.imageBytes(), second);
            byte[] gathered = new byte[second.length];
            images.select(0, 1).contiguous().data_ptr_byte().get(gathered);
            assertThat(gathered).isEqualTo(second);
            assertThat(labels.shape()).containsExactly(2, 6, 4);
            assertThat(labels.scalar_type().intern()).isEqualTo(ScalarType.Long);
        }
    }

    @Test
    void shouldChangeImagesAlikeHoweverManyThreadsDoSo() {
        // Given
        int[] batch = {4, 0, 3, 2, 1};
        var helpers = new ForkJoinPool(3);
        try (var scope = new PointerScope()) {
            // When
            var alone = new Batches(samples, 5).augmented(batch, Augmentation.STANDARD, 1337, 2);
            var together = new Batches(samples, 5, helpers).augmented(batch, Augmentation.STANDARD, 1337, 2);

            // Then
            assertThat(torch.equal(together.images(), alone.images())).isTrue();
            assertThat(torch.equal(together.labels(), alone.labels())).isTrue();
            assertThat(torch.equal(together.images(), new Batches(samples, 5).images(batch)))
                    .as("nothing was changed")
                    .isFalse();
        } finally {
            helpers.shutdown();
        }
    }
}
