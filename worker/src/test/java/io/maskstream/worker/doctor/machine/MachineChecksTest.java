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
        var finding = new DiskCheck(folder).look();
        // Then
        assertThat(finding.status()).isIn(Status.OK, Status.WARN); // by the room that this machine has
        assertThat(finding.detail()).contains("is writable", "MiB free");
        assertThat(files()).isEmpty();
    }

    @Test
    void shouldSayThatTheTemporaryFolderCannotBeWritten() throws Exception {
        // Given
        Path file = Files.createFile(folder.resolve("file"));
        // When
        var finding = new DiskCheck(file).look();
        // Then
        assertThat(finding.status()).isEqualTo(Status.FAIL);
        assertThat(finding.remedy()).contains("java.io.tmpdir");
    }

    @Test
    void shouldSayThatTheTemporaryFolderIsFull() {
        // When
        var full = new DiskCheck(folder, place -> 1L << 20).look();
        var nearly = new DiskCheck(folder, place -> 100L << 20).look();
        // Then
        assertThat(full.status()).isEqualTo(Status.FAIL);
        assertThat(full.detail()).contains("1 MiB free");
        assertThat(full.remedy()).contains("java.io.tmpdir");
        assertThat(nearly.status()).isEqualTo(Status.WARN);
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
