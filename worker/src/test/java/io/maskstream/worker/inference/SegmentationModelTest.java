package io.maskstream.worker.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maskstream.worker.testing.TestModels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentationModelTest {
    private static final InferenceConfig ONE_THREAD = new InferenceConfig(1);
    private static final byte FULL = (byte) 255;

    private final Path folder;

    SegmentationModelTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void shouldSayWhatIsInItsFile() throws Exception {
        // Given
        Path file = TestModels.colours(6, 4).writeTo(folder);
        // When
        try (var model = SegmentationModel.open(file, ONE_THREAD)) {
            // Then
            var description = model.description();
            assertThat(description.name()).isEqualTo("colours");
            assertThat(description.version()).isEqualTo("7");
            assertThat(description.width()).isEqualTo(6);
            assertThat(description.height()).isEqualTo(4);
            assertThat(description.classes())
                    .containsExactly(
                            new ModelClass(0, "pet", 0xFF8C1A),
                            new ModelClass(1, "background", 0x202020),
                            new ModelClass(2, "outline", 0xFFFFFF));
            assertThat(description.metadata()).containsEntry("maskstream.licence", "Apache-2.0");
            assertThat(description.sha256())
                    .isEqualTo(HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file))));
            assertThat(model.device()).isEqualTo("cpu");
        }
    }

    @Test
    void shouldTellPixelsApart() throws Exception {
        // Given
        try (var model = SegmentationModel.open(TestModels.colours(3, 1).writeTo(folder), ONE_THREAD);
                var buffers = model.borrow()) {
            // When
            buffers.input().put(new byte[] {FULL, 0, 0, 90, 90, 90, 0, 0, FULL});
            buffers.run();
            // Then
            assertThat(buffers.mask()).containsExactly(0, 1, 2);
            assertThat(buffers.probabilities()).containsExactly(FULL, 0, 0, 2, (byte) 252, 2, 0, 0, FULL);
        }
    }

    @Test
    void shouldGiveEachCallerItsOwnMask() throws Exception {
        // Given
        try (var model = SegmentationModel.open(TestModels.colours(8, 8).writeTo(folder), ONE_THREAD)) {
            var callers = Executors.newFixedThreadPool(4);
            var results = new ArrayList<Future<Integer>>();
            // When
            for (int caller = 0; caller < 4; caller++) {
                int channel = caller % 2 * 2; // red callers and blue ones
                results.add(callers.submit(wrongMasks(model, channel)));
            }
            // Then
            for (var wrong : results) {
                assertThat(wrong.get()).isZero();
            }
            callers.shutdown();
        }
    }

    private static Callable<Integer> wrongMasks(SegmentationModel model, int channel) {
        return () -> {
            int wrong = 0;
            for (int i = 0; i < 200; i++) {
                try (var buffers = model.borrow()) {
                    var input = buffers.input();
                    for (int pixel = 0; pixel < 64 * 3; pixel++) {
                        input.put(pixel % 3 == channel ? FULL : 0);
                    }
                    buffers.run();
                    for (byte id : buffers.mask()) {
                        wrong += id == channel ? 0 : 1;
                    }
                }
            }
            return wrong;
        };
    }

    @Test
    void shouldSayWhenAnImageCannotBeRun() throws Exception {
        // Given
        Path file = TestModels.colours(1, 1).failingOnBrightPixels().writeTo(folder);
        try (var model = SegmentationModel.open(file, ONE_THREAD);
                var buffers = model.borrow()) {
            buffers.input().put(new byte[] {FULL, FULL, FULL});
            // When / Then
            assertThatThrownBy(buffers::run)
                    .isInstanceOf(InferenceException.class)
                    .hasMessageContaining("could not run the model");
            // and the next image is none the worse for it
            buffers.input().put(new byte[] {100, 0, 0});
            buffers.run();
            assertThat(buffers.mask()).containsExactly(0);
        }
    }

    @Test
    void shouldRefuseToLendOnceClosed() throws Exception {
        // Given
        var model = SegmentationModel.open(TestModels.colours(1, 1).writeTo(folder), ONE_THREAD);
        var lent = model.borrow();
        // When
        model.close();
        model.close();
        lent.close();
        // Then
        assertThatThrownBy(model::borrow).isInstanceOf(InferenceException.class).hasMessageContaining("closed");
    }
}
