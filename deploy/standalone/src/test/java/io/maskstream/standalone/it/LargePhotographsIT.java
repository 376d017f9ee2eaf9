package io.maskstream.standalone.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.maskstream.schemas.event.Outcome;
import io.maskstream.worker.testing.TestModels;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Photographs of 24 megapixels, all sent at once to a worker with a heap of 512 MiB: {@code -Dphotographs=500} for the long run. */
@ExtendWith(Broker.Fixture.class)
final class LargePhotographsIT {
    private static final int PHOTOGRAPHS = Integer.getInteger("photographs", 40);
    private static final int WIDTH = 6_000;
    private static final int HEIGHT = 4_000;
    private static final int DISTINCT = 3;
    private static final long MOST_MEMORY = 1536L << 20;

    @Test
    void shouldSegmentThemAllWithoutMoreMemoryThanAContainerHas(Broker broker, @TempDir Path folder) throws Exception {
        // Given
        var files = photographs(folder);
        Path model = TestModels.colours(64, 64).writeTo(folder);
        try (var wire = new Wire(broker, "large-photographs");
                var worker = WorkerProcess.start("one", wire, model, folder)) {
            worker.awaitReady();
            // When
            for (int number = 0; number < PHOTOGRAPHS; number++) {
                wire.send(name(number), files.get(number % DISTINCT));
            }
            wire.flush();
            try (var answers = wire.answers()) {
                answers.awaitOutcomes(PHOTOGRAPHS);
                var peak = ResidentMemory.peak(worker.pid());
                worker.close();
                answers.drain();
                // Then
                assertThat(answers.failures()).isEmpty();
                assertThat(answers.outcomes().map(Outcome::imageId))
                        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, PHOTOGRAPHS)
                                .mapToObj(LargePhotographsIT::name)
                                .toList());
                assertThat(answers.masks()).allSatisfy(mask -> {
                    assertThat(mask.event().image().width()).isEqualTo(WIDTH);
                    assertThat(mask.event().image().height()).isEqualTo(HEIGHT);
                });
                peak.ifPresent(LargePhotographsIT::assertFits);
            }
        }
    }

    /** Blank ones: a few kilobytes each, which ask for hundreds of megabytes. */
    @Test
    void shouldStayUpWithTheMostPixelsThatAreAllowed(Broker broker, @TempDir Path folder) throws Exception {
        // Given
        var files = List.of(
                blank(folder, "gif", BufferedImage.TYPE_BYTE_BINARY),
                blank(folder, "png", BufferedImage.TYPE_BYTE_BINARY),
                blank(folder, "jpeg", BufferedImage.TYPE_BYTE_GRAY));
        Path model = TestModels.colours(64, 64).writeTo(folder);
        try (var wire = new Wire(broker, "most-pixels");
                var worker = WorkerProcess.start("one", wire, model, folder)) {
            worker.awaitReady();
            // When
            for (int number = 0; number < 2 * files.size(); number++) {
                wire.send(name(number), files.get(number % files.size()));
            }
            wire.flush();
            try (var answers = wire.answers()) {
                answers.awaitOutcomes(2 * files.size());
                // Then
                worker.assertAlive();
                assertThat(answers.failures()).isEmpty();
                assertThat(answers.outcomes().map(Outcome::imageId)).doesNotHaveDuplicates();
                ResidentMemory.peak(worker.pid()).ifPresent(LargePhotographsIT::assertFits);
            }
        }
    }

    private static Path blank(Path folder, String format, int type) throws IOException {
        Path file = folder.resolve("blank." + format);
        if (!ImageIO.write(new BufferedImage(10_000, 10_000, type), format, file.toFile())) {
            throw new IOException("nobody writes this image as " + format);
        }
        return file;
    }

    private static void assertFits(long peak) {
        System.out.printf("large images: resident memory at most %,d MiB%n", peak >> 20);
        assertThat(peak).as("most resident memory").isLessThan(MOST_MEMORY);
    }

    private static String name(int number) {
        return "photograph-" + number;
    }

    private static List<Path> photographs(Path folder) throws IOException {
        var files = new ArrayList<Path>();
        for (int number = 0; number < DISTINCT; number++) {
            Path file = folder.resolve("photograph-%d.jpg".formatted(number));
            if (!ImageIO.write(painted(number), "jpeg", file.toFile())) {
                throw new IOException("nobody writes this image as JPEG");
            }
            assertThat(Files.size(file)).isGreaterThan(1 << 20);
            files.add(file);
        }
        return files;
    }

    /** Patches of colour with grain, whose file is as long as a camera's. */
    private static BufferedImage painted(int seed) {
        var image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
        var random = new Random(seed);
        byte[] row = new byte[WIDTH * 3];
        for (int y = 0; y < HEIGHT; y++) {
            random.nextBytes(row);
            for (int i = 0; i < row.length; i++) {
                int patch = (i / 3 / 500 * 37 + y / 500 * 59 + i % 3 * 83 + seed * 17) & 0x7F;
                row[i] = (byte) (64 + patch + (row[i] >> 4));
            }
            image.getRaster().setDataElements(0, y, WIDTH, 1, row);
        }
        return image;
    }
}
