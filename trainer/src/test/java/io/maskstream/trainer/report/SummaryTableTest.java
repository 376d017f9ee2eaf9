package io.maskstream.trainer.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.maskstream.trainer.fixture.TinyNetworks;
import io.maskstream.trainer.network.Networks;
import org.junit.jupiter.api.Test;

class SummaryTableTest {
    @Test
    void shouldListLayersOutputShapesAndParametersAsKerasDoes() {
        // When
        String table = SummaryTable.of(TinyNetworks.hourglass(16, 24));

        // Then
        assertThat(table).isEqualToNormalizingNewlines("""
                Network "tiny"
                ───────────────────────────────────────────────────────────────────────────
                 Layer (type)                         Output shape               Parameters
                ───────────────────────────────────────────────────────────────────────────
                 input (InputLayer)                   (N, 24, 16, 3)                      0
                 rescaling (Rescaling)                (N, 24, 16, 3)                      0
                 conv2d (Conv2D)                      (N, 12, 8, 6)                     168
                 conv2d_transpose (Conv2DTranspose)   (N, 12, 8, 5)                     275
                 conv2d_transpose_1 (Conv2DTranspose) (N, 24, 16, 4)                    184
                 conv2d_1 (Conv2D)                    (N, 24, 16, 3)                    111
                ───────────────────────────────────────────────────────────────────────────
                 Total parameters: 738 (0.00 MiB), 0.00 GMAC an image
                """);
    }

    @Test
    void shouldCountTheLessonsParameters() {
        // When
        String table = SummaryTable.of(Networks.lesson(200, 200, 3));

        // Then
        assertThat(table)
                .contains("conv2d_5 (Conv2D)", "(N, 25, 25, 256)", "590,080")
                .containsPattern("conv2d_6 \\(Conv2D\\) +\\(N, 200, 200, 3\\) +1,731")
                .contains(" Total parameters: 2,880,643 (10.99 MiB), 4.51 GMAC an image");
        assertThat(table.lines()).hasSize(21);
    }
}
