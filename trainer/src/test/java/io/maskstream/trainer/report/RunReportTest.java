package io.maskstream.trainer.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.maskstream.trainer.data.Samples;
import io.maskstream.trainer.fixture.PictureFiles;
import io.maskstream.trainer.fixture.TinyRun;
import io.maskstream.trainer.fixture.TinySamples;
import io.maskstream.trainer.picture.Fonts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunReportTest {
    private static final int WIDTH = 40;
    private static final int HEIGHT = 32;
    private static final Samples SAMPLES = TinySamples.coloured(5, WIDTH, HEIGHT, 1);

    private final Path folder;

    RunReportTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void shouldKeepTheRunsPicturesAndALineForEachEpoch() throws IOException {
        // Given
        assumeThat(Fonts.trouble()).isEmpty();
        var report = new RunReport(folder, SAMPLES);

        // When
        report.writeHistory(TinyRun.history(3));
        report.writeSheet(new byte[report.sheetSamples().length][WIDTH * HEIGHT]);

        // Then
        assertThat(Files.readAllLines(folder.resolve(RunReport.HISTORY)))
                .hasSize(3)
                .allSatisfy(line -> assertThat(line).contains("\"validationLoss\":", "\"iouPerClass\":[0.5,"));
        assertThat(PictureFiles.read(folder.resolve(RunReport.CURVES)).getWidth())
                .isEqualTo(900);
        assertThat(PictureFiles.read(folder.resolve(RunReport.SHEET)).getHeight())
                .isEqualTo(26 + 5 * (HEIGHT + 34) + 8);
    }
}
