package io.maskstream.standalone.it.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.maskstream.schemas.event.Outcome;
import io.maskstream.standalone.it.broker.Answers;
import io.maskstream.standalone.it.broker.Broker;
import io.maskstream.standalone.it.broker.Wire;
import io.maskstream.standalone.it.process.ResidentMemory;
import io.maskstream.standalone.it.process.WorkerProcess;
import io.maskstream.standalone.it.source.Photographs;
import io.maskstream.worker.testing.TestModels;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Photographs of 24 megapixels, all sent at once to a worker with a heap of 512 MiB: {@code -Dphotographs=500} for the long run. */
@ExtendWith(Broker.Fixture.class)
final class LargePhotographsIT {
    private static final int PHOTOGRAPHS = Integer.getInteger("photographs", 40);
    private static final long MOST_MEMORY = 1536L << 20;

    @Test
    void shouldSegmentThemAllWithoutMoreMemoryThanAContainerHas(Broker broker, @TempDir Path folder) throws Exception {
        // Given
        var files = Photographs.paint(folder);
        Path model = TestModels.colours(64, 64).writeTo(folder);
        try (var wire = new Wire(broker, "large-photographs");
                var worker = WorkerProcess.start("one", wire, model, folder)) {
            worker.awaitReady();
            // When
            send(wire, PHOTOGRAPHS, files);
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
                    assertThat(mask.event().image().width()).isEqualTo(Photographs.WIDTH);
                    assertThat(mask.event().image().height()).isEqualTo(Photographs.HEIGHT);
                });
                peak.ifPresent(LargePhotographsIT::assertFits);
            }
        }
    }

    /** A file is read by any of 64 threads: what each of them kept of it would be more than Java gives. */
    @Test
    void shouldReadFilesOfManyMegabytesAgainAndAgain(Broker broker, @TempDir Path folder) throws Exception {
        // Given
        var file = Photographs.wordy(folder);
        Path model = TestModels.colours(64, 64).writeTo(folder);
        try (var wire = new Wire(broker, "large-files");
                var worker = WorkerProcess.start("one", wire, model, folder)) {
            worker.awaitReady();
            // When
            send(wire, PHOTOGRAPHS, List.of(file));
            try (var answers = wire.answers()) {
                answers.awaitOutcomes(PHOTOGRAPHS);
                // Then
                assertAllIsWell(worker, answers);
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
            send(wire, 2 * files.size(), files);
            try (var answers = wire.answers()) {
                answers.awaitOutcomes(2 * files.size());
                // Then
                assertAllIsWell(worker, answers);
            }
        }
    }

    /** So many references, to these files in turn. */
    private static void send(Wire wire, int references, List<Path> files) throws Exception {
        for (int number = 0; number < references; number++) {
            wire.send(name(number), files.get(number % files.size()));
        }
        wire.flush();
    }

    private static void assertAllIsWell(WorkerProcess worker, Answers answers) throws IOException {
        worker.assertAlive();
        assertThat(answers.failures()).isEmpty();
        assertThat(answers.outcomes().map(Outcome::imageId)).doesNotHaveDuplicates();
        ResidentMemory.peak(worker.pid()).ifPresent(LargePhotographsIT::assertFits);
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
}
