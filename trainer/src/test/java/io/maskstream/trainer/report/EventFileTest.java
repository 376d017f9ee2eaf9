package io.maskstream.trainer.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import io.maskstream.trainer.training.EpochFigures;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventFileTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);

    private final Path folder;

    EventFileTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void shouldBeginWithTheVersionThatViewersLookFor() throws IOException {
        // When
        EventFile.begin(folder, NOW);

        // Then
        assertThat(events()).singleElement().satisfies(event -> {
            assertThat(event.version).isEqualTo("brain.Event:2");
            assertThat(event.wallTime).isEqualTo(1_700_000_000.0);
        });
    }

    @Test
    void shouldHoldEachFigureOfEachEpochOnce() throws IOException {
        // Given
        var file = EventFile.begin(folder, NOW);

        // When
        file.write(List.of(figures(1, 0.9)), NOW.plusSeconds(10));
        file.write(List.of(figures(1, 0.9), figures(2, 0.5)), NOW.plusSeconds(20));

        // Then
        List<Event> epochs = events().subList(1, events().size());
        assertThat(epochs).extracting(event -> event.step).containsExactly(1L, 2L);
        assertThat(epochs).extracting(event -> event.wallTime).containsExactly(1_700_000_010.0, 1_700_000_020.0);
        assertThat(epochs.get(1).scalars)
                .containsEntry("loss/training", 0.5f)
                .containsEntry("loss/validation", 0.75f)
                .containsEntry("validation/mean_iou", 0.25f)
                .containsEntry("iou/outline", 0.125f)
                .containsKeys("training/learning_rate", "training/images_per_second", "validation/pixel_accuracy");
    }

    @Test
    void shouldTellOfEarlierEpochsAgainWhereARunIsGoneOnWith() throws IOException {
        // Given: a start that was killed
        EventFile.begin(folder, NOW.minusSeconds(100)).write(List.of(figures(1, 3), figures(2, 3)), NOW);

        // When
        EventFile.begin(folder, NOW)
                .write(List.of(figures(1, 0.9), figures(2, 0.8), figures(3, 0.7)), NOW.plusSeconds(60));

        // Then: ten seconds each, and nothing of the first start
        List<Event> epochs = events().subList(1, events().size());
        assertThat(epochs)
                .extracting(event -> event.scalars.get("loss/training"))
                .containsExactly(0.9f, 0.8f, 0.7f);
        assertThat(epochs)
                .extracting(event -> event.wallTime)
                .containsExactly(1_700_000_040.0, 1_700_000_050.0, 1_700_000_060.0);
    }

    private static EpochFigures figures(int epoch, double loss) {
        return new EpochFigures(epoch, loss, 0.75, 0.5, List.of(0.5, 0.125, 0.125), 0.25, 12, 10, 0.001);
    }

    /** All records of the only file, their checksums looked at. */
    private List<Event> events() throws IOException {
        Path file;
        try (var files = Files.list(folder)) {
            file = files.toList().get(0);
        }
        assertThat(file.getFileName().toString()).startsWith("events.out.tfevents.");
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        var events = new ArrayList<Event>();
        while (bytes.hasRemaining()) {
            int start = bytes.position();
            byte[] data = new byte[(int) bytes.getLong()];
            assertThat(unmasked(bytes.getInt())).isEqualTo(checksum(bytes.array(), start, Long.BYTES));
            bytes.get(data);
            assertThat(unmasked(bytes.getInt())).isEqualTo(checksum(data, 0, data.length));
            events.add(Event.of(CodedInputStream.newInstance(data)));
        }
        return events;
    }

    private static int checksum(byte[] bytes, int offset, int length) {
        var checksum = new CRC32C();
        checksum.update(bytes, offset, length);
        return (int) checksum.getValue();
    }

    /** As readers take the mask away. */
    private static int unmasked(int masked) {
        return Integer.rotateLeft(masked - 0xa282ead8, 15);
    }

    private static final class Event {
        private double wallTime;
        private long step;
        private String version = "";
        private final Map<String, Float> scalars = new LinkedHashMap<>();

        static Event of(CodedInputStream in) throws IOException {
            var event = new Event();
            for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
                switch (WireFormat.getTagFieldNumber(tag)) {
                    case 1 -> event.wallTime = in.readDouble();
                    case 2 -> event.step = in.readInt64();
                    case 3 -> event.version = in.readString();
                    case 5 -> event.read(CodedInputStream.newInstance(in.readByteArray()));
                    default -> throw new IOException("an unknown field: " + tag);
                }
            }
            return event;
        }

        private void read(CodedInputStream summary) throws IOException {
            while (summary.readTag() != 0) {
                var value = CodedInputStream.newInstance(summary.readByteArray());
                value.readTag();
                String name = value.readString();
                value.readTag();
                scalars.put(name, value.readFloat());
            }
        }
    }
}
