package io.maskstream.worker.doctor.machine;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.maskstream.worker.doctor.Finding;
import io.maskstream.worker.doctor.Finding.Status;
import io.maskstream.worker.inference.InferenceConfig;
import io.maskstream.worker.mask.store.MaskStore;
import io.maskstream.worker.mask.store.MaskStoreConfig;
import io.maskstream.worker.mask.store.MaskStores;
import io.maskstream.worker.s3.S3Config;
import io.maskstream.worker.testing.TestModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MachineChecksTest {
    private static final long GIB = 1L << 30;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void shouldJudgeJava() {
        assertThat(new JavaCheck(17, "17.0.1", GIB, false).look())
                .isEqualTo(Finding.ok("Java 17.0.1, heap up to 1024 MiB"));
        assertThat(new JavaCheck(11, "11.0.1", GIB, false).look().status()).isEqualTo(Status.FAIL);
        assertThat(new JavaCheck(25, "25", GIB >> 4, false).look().remedy()).contains("-Xmx");
        var reports = new JavaCheck(25, "25", GIB, true).look();
        assertThat(reports.status()).isEqualTo(Status.FAIL);
        assertThat(reports.remedy()).contains("ORT_DISABLE_TELEMETRY=1");
    }

    @Test
    void shouldTellTheModelAndItsDevice() throws Exception {
        // Given
        var trial = trial(TestModels.colours(64, 48).writeTo(folder));
        // When / Then
        assertThat(new DeviceCheck(trial).look()).isEqualTo(Finding.ok("cpu; ONNX Runtime and OpenCV load"));
        var model = new ModelCheck(trial).look();
        assertThat(model.status()).isEqualTo(Status.OK);
        assertThat(model.detail()).contains("64 x 48 pixels", "classes: ");
    }

    @Test
    void shouldSayWhatIsWrongWithAModelAndTryNoDevice() throws Exception {
        // Given
        var trial = trial(Files.writeString(folder.resolve("notes.onnx"), "not a model"));
        // When
        var model = new ModelCheck(trial).look();
        // Then
        assertThat(model.status()).isEqualTo(Status.FAIL);
        assertThat(model.detail()).contains("notes.onnx");
        assertThat(model.remedy()).contains("--model=FILE");
        assertThat(new DeviceCheck(trial).look().status()).isEqualTo(Status.SKIPPED);
    }

    @Test
    void shouldFindTheDiskUsableAndLeaveNothing() throws Exception {
        // When
        var finding = new DiskCheck(folder.resolve("not/there/yet"), folder).look();
        // Then
        assertThat(finding.status()).isIn(Status.OK, Status.WARN); // by the room that this machine has
        assertThat(finding.detail()).contains("is writable", "MiB free");
        assertThat(files()).isEmpty();
    }

    @Test
    void shouldSayThatStateCannotBeWritten() throws Exception {
        // Given
        Path file = Files.createFile(folder.resolve("file"));
        // When
        var state = new DiskCheck(file, folder).look();
        var temporary = new DiskCheck(folder, file).look();
        // Then
        assertThat(state.status()).isEqualTo(Status.FAIL);
        assertThat(state.remedy()).contains("--state.dir");
        assertThat(temporary.status()).isEqualTo(Status.FAIL);
        assertThat(temporary.remedy()).contains("java.io.tmpdir");
    }

    @Test
    void shouldSayWhichOfTwoDisksIsFull() throws Exception {
        // Given
        Path state = Files.createDirectory(folder.resolve("state"));
        Path temporary = Files.createDirectory(folder.resolve("temporary"));
        // When
        var fullTemporary =
                new DiskCheck(state, temporary, place -> place.equals(temporary) ? 1L << 20 : 1L << 40).look();
        var fullState = new DiskCheck(state, temporary, place -> place.equals(state) ? 1L << 20 : 1L << 40).look();
        // Then
        assertThat(fullTemporary.status()).isEqualTo(Status.FAIL);
        assertThat(fullTemporary.detail()).contains("temporary", "1 MiB free");
        assertThat(fullTemporary.remedy()).contains("java.io.tmpdir");
        assertThat(fullState.status()).isEqualTo(Status.FAIL);
        assertThat(fullState.remedy()).contains("--state.dir");
    }

    @Test
    void shouldTellOfAMaskStore() throws Exception {
        // Given
        Path file = Files.createFile(folder.resolve("taken"));
        // When
        var writable = new MaskStoreCheck(store(folder.resolve("masks"))).look();
        var taken = new MaskStoreCheck(store(file)).look();
        // Then
        assertThat(writable.status()).isEqualTo(Status.OK);
        assertThat(writable.detail()).contains("/masks is writable");
        assertThat(taken.status()).isEqualTo(Status.FAIL);
        assertThat(taken.detail()).contains("/taken cannot be written", "mask.store");
        assertThat(files()).containsExactly(file);
    }

    private static MaskStore store(Path place) {
        return requireNonNull(MaskStores.open(
                new MaskStoreConfig(new MaskStoreConfig.Folder(place), Duration.ofSeconds(10)), S3Config.NONE));
    }

    private static ModelTrial trial(Path model) {
        return new ModelTrial(model, InferenceConfig.onCpu(1));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }
}
