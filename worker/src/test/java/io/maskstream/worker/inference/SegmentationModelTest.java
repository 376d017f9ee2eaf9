package io.maskstream.worker.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maskstream.worker.inference.device.DeviceChoice;
import io.maskstream.worker.inference.device.DeviceReport;
import io.maskstream.worker.inference.model.ModelClass;
import io.maskstream.worker.testing.TestModels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SegmentationModelTest {
    private static final byte FULL = (byte) 255;

    private final Path folder;

    SegmentationModelTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private SegmentationModel open(TestModels model, InferenceConfig config) throws Exception {
        return SegmentationModel.open(model.writeTo(folder), config, InferenceObserver.NONE);
    }

    private static InferenceConfig onCpu(int sessions, int maxBatch) {
        return new InferenceConfig(DeviceChoice.CPU, sessions, 1, maxBatch, Duration.ZERO, Map.of());
    }

    private static CompletableFuture<Inference> begin(SegmentationModel model, byte[] pixels)
            throws InterruptedException {
        var lane = model.reserve();
        lane.input().put(pixels);
        var answer = new CompletableFuture<Inference>();
        lane.run(answer::complete);
        return answer;
    }

    private static byte[] mask(Inference inference, int pixels) {
        byte[] mask = new byte[pixels];
        inference.copyMask(mask);
        return mask;
    }

    @Test
    void shouldSayWhatIsInItsFile() throws Exception {
        // Given
        Path file = TestModels.colours(6, 4).writeTo(folder);
        // When
        try (var model = SegmentationModel.open(file, InferenceConfig.onCpu(1), InferenceObserver.NONE)) {
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
            assertThat(model.device()).isEqualTo(DeviceReport.of("cpu"));
        }
    }

    @Test
    void shouldTellPixelsApart() throws Exception {
        // Given
        try (var model = open(TestModels.colours(3, 1), onCpu(1, 1));
                // When
                var inference = begin(model, new byte[] {FULL, 0, 0, 90, 90, 90, 0, 0, FULL})
                        .join()) {
            // Then
            byte[] probabilities = new byte[9];
            inference.copyProbabilities(probabilities);
            assertThat(mask(inference, 3)).containsExactly(0, 1, 2);
            assertThat(probabilities).containsExactly(FULL, 0, 0, 2, (byte) 252, 2, 0, 0, FULL);
            assertThat(inference.failure()).isEmpty();
            assertThat(inference.batchSize()).isEqualTo(1);
            assertThat(inference.padding()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 1", "1, 3", "2, 4"})
    void shouldGiveEachCallerItsOwnMask(int sessions, int maxBatch) throws Exception {
        // Given
        try (var model = open(TestModels.colours(8, 8), onCpu(sessions, maxBatch))) {
            var callers = Executors.newFixedThreadPool(6);
            var results = new ArrayList<Future<Integer>>();
            // When
            for (int caller = 0; caller < 6; caller++) {
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
        byte[] pixels = new byte[64 * 3];
        for (int i = channel; i < pixels.length; i += 3) {
            pixels[i] = FULL;
        }
        return () -> {
            int wrong = 0;
            for (int i = 0; i < 200; i++) {
                try (var inference = begin(model, pixels).join()) {
                    for (byte id : mask(inference, 64)) {
                        wrong += id == channel ? 0 : 1;
                    }
                }
            }
            return wrong;
        };
    }

    @Test
    void shouldFailTheImageThatIsToBlameAndNoOtherOfItsBatch() throws Exception {
        // Given
        try (var model = open(TestModels.colours(1, 1).failingOnBrightPixels(), onCpu(1, 4))) {
            var answers = new ArrayList<CompletableFuture<Inference>>();
            var lanes = List.of(model.reserve(), model.reserve(), model.reserve(), model.reserve());
            // When
            for (var lane : lanes) {
                lane.input().put(new byte[] {lane == lanes.get(2) ? FULL : 100, 0, 0});
                var answer = new CompletableFuture<Inference>();
                lane.run(answer::complete);
                answers.add(answer);
            }
            // Then
            for (var answer : answers) {
                try (var inference = answer.join()) {
                    if (answer == answers.get(2)) {
                        assertThat(inference.failure().orElseThrow()).hasMessageContaining("could not run the model");
                        assertThatThrownBy(() -> inference.copyMask(new byte[1]))
                                .isInstanceOf(IllegalStateException.class);
                    } else {
                        assertThat(mask(inference, 1)).containsExactly(0);
                    }
                }
            }
            // and the next image is none the worse for it
            try (var inference = begin(model, new byte[] {100, 0, 0}).join()) {
                assertThat(mask(inference, 1)).containsExactly(0);
            }
        }
    }

    @Test
    void shouldKeepAMaskUntilItIsClosedAndNoLonger() throws Exception {
        // Given
        try (var model = open(TestModels.colours(1, 1), onCpu(1, 1))) {
            var red = begin(model, new byte[] {FULL, 0, 0}).join();
            // When
            for (int i = 0; i < 10; i++) {
                begin(model, new byte[] {0, 0, FULL}).join().close();
            }
            // Then
            assertThat(mask(red, 1)).containsExactly(0);
            red.close();
            red.close();
            assertThatThrownBy(() -> mask(red, 1)).hasMessageContaining("closed");
        }
    }

    @Test
    void shouldRefuseLanesOnceClosed() throws Exception {
        // Given
        var model = open(TestModels.colours(1, 1), onCpu(1, 1));
        var open = begin(model, new byte[] {FULL, 0, 0}).join();
        var undecoded = model.reserve();
        // When
        model.close();
        model.close();
        undecoded.run(never -> {});
        // Then
        assertThat(mask(open, 1)).containsExactly(0);
        assertThatThrownBy(model::reserve)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void shouldRefuseABatchThatNoBufferHolds() {
        assertThatThrownBy(() -> open(TestModels.colours(3000, 1000), onCpu(1, 250)))
                .hasMessageContaining("batch.max is 250")
                .hasMessageContaining("at most 238 images");
    }
}
