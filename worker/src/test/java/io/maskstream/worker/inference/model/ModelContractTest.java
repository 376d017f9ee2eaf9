package io.maskstream.worker.inference.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.maskstream.worker.inference.InferenceConfig;
import io.maskstream.worker.inference.InferenceObserver;
import io.maskstream.worker.inference.SegmentationModel;
import io.maskstream.worker.inference.device.DeviceException;
import io.maskstream.worker.testing.TestModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ModelContractTest {
    private final Path folder;

    ModelContractTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private String refusal(Path file) {
        try (var model = SegmentationModel.open(file, InferenceConfig.onCpu(1), InferenceObserver.NONE)) {
            throw new AssertionError(model.description() + " was not refused");
        } catch (ModelContractException refusal) {
            return String.valueOf(refusal.getMessage());
        } catch (DeviceException unexpected) {
            throw new AssertionError(unexpected);
        }
    }

    @Test
    void shouldRefuseAMissingFile() {
        assertThat(refusal(folder.resolve("none.onnx"))).contains("none.onnx does not exist", "maskstream train");
    }

    @Test
    void shouldRefuseAFolder() {
        assertThat(refusal(folder)).contains("is not a file");
    }

    @Test
    void shouldRefuseWhatIsNoOnnx() throws IOException {
        // Given
        Path text = Files.writeString(folder.resolve("notes.onnx"), "not a model");
        Path empty = Files.createFile(folder.resolve("empty.onnx"));
        Path half = TestModels.colours(4, 4).writeTo(folder);
        byte[] bytes = Files.readAllBytes(half);
        Files.write(half, Arrays.copyOf(bytes, bytes.length / 2));
        // When / Then
        assertThat(refusal(text)).contains("notes.onnx cannot be loaded", "is it an ONNX model");
        assertThat(refusal(empty)).contains("empty.onnx cannot be loaded");
        assertThat(refusal(half)).contains("colours.onnx cannot be loaded", "whole");
    }

    static Stream<Arguments> breaches() {
        return Stream.of(
                arguments(model().without("maskstream.contract"), "has no property maskstream.contract"),
                arguments(model().with("maskstream.contract", "2"), "maskstream.contract = \"2\""),
                arguments(model().with("maskstream.resize", "letterbox"), "maskstream.resize = \"letterbox\""),
                arguments(model().without("maskstream.resize"), "has no property maskstream.resize"),
                arguments(model().without("maskstream.name"), "has no property maskstream.name"),
                arguments(model().with("maskstream.version", " "), "has no property maskstream.version"),
                arguments(model().without("maskstream.classes"), "has no property maskstream.classes"),
                arguments(model().with("maskstream.classes", "pet, background"), "that is not JSON"),
                arguments(model().with("maskstream.classes", "{}"), "not a list of 1 to 256 classes"),
                arguments(model().with("maskstream.classes", "[]"), "not a list of 1 to 256 classes"),
                arguments(
                        model().with("maskstream.classes", "[{\"id\":1,\"name\":\"pet\",\"color\":\"#FF8C1A\"}]"),
                        "entry 1 has the id 1, not 0"),
                arguments(
                        model().with("maskstream.classes", "[{\"id\":0,\"name\":\"pet\",\"color\":\"orange\"}]"),
                        "without a name or a color"),
                arguments(
                        model().with("maskstream.classes", "[{\"id\":0,\"color\":\"#FF8C1A\"}]"),
                        "without a name or a color"),
                arguments(
                        model().with("maskstream.classes", "[{\"id\":0,\"name\":\"pet\",\"color\":\"#FF8C1A\"}]"),
                        "the 1 classes of its property maskstream.classes"),
                arguments(model().named("image", "photo"), "has no input \"image\" but photo"),
                arguments(model().named("mask", "labels"), "has no output \"mask\" but labels, probabilities"),
                arguments(model().withoutProbabilities(), "has no output \"probabilities\" but mask"),
                arguments(model().withFloatImage(), "\"image\" that is not of uint8 but FLOAT"),
                arguments(model().withWideMask(), "\"mask\" that is not of uint8 but INT64"),
                arguments(model().withMaskInFourDimensions(), "\"mask\" of shape [open, 4, 6, 1]"),
                arguments(model().withImageShape("1", "4", "6", 3), "\"image\" of shape [1, 4, 6, 3]"),
                arguments(model().withImageShape("N", "H", "W", 3), "\"image\" of shape [open, open, open, 3]"),
                arguments(model().withImageShape("N", "4", "6", 4), "\"image\" of shape [open, 4, 6, 4]"));
    }

    private static TestModels model() {
        return TestModels.colours(6, 4);
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("breaches")
    void shouldRefuseAModelThatBreaksTheContract(TestModels model, String clause) {
        assertThat(refusal(model.writeTo(folder))).contains("colours.onnx has ").contains(clause);
    }
}
