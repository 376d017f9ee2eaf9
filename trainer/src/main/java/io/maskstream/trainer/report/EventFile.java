package io.maskstream.trainer.report;

import com.google.protobuf.CodedOutputStream;
import io.maskstream.trainer.picture.ClassColours;
import io.maskstream.trainer.training.EpochFigures;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * A run's figures for TensorBoard, one step an epoch: {@code events.out.tfevents.*} in a folder of its own. An event is a record of
 * TensorFlow's framing (length, its checksum, data, its checksum; CRC-32C, masked), and its data is the message {@code Event} of
 * TensorFlow's {@code event.proto}. It is only ever appended to, since viewers read on where they stopped.
 *
 * @see <a href="https://www.tensorflow.org/tutorials/load_data/tfrecord#tfrecords_format_details">the framing</a>
 */
final class EventFile {
    private static final String PREFIX = "events.out.tfevents.";
    private static final String VERSION = "brain.Event:2";
    private static final int MASK_DELTA = 0xa282ead8;
    private static final int WALL_TIME = 1;
    private static final int STEP = 2;
    private static final int FILE_VERSION = 3;
    private static final int SUMMARY = 5;
    private static final int VALUE = 1;
    private static final int TAG = 1;
    private static final int SIMPLE_VALUE = 2;

    private final Path file;
    private int written;

    private EventFile(Path file) {
        this.file = file;
    }

    /**
     * Begins a file in the place of those that an earlier start of the run left, whose last epoch may not have become part of the run.
     *
     * @param folder is made where it is missing
     */
    static EventFile begin(Path folder, Instant now) throws IOException {
        Files.createDirectories(folder);
        try (var older = Files.newDirectoryStream(folder, PREFIX + "*")) {
            for (Path path : older) {
                Files.delete(path);
            }
        }
        var file = new EventFile(folder.resolve("%s%010d.maskstream".formatted(PREFIX, now.getEpochSecond())));
        file.append(seconds(now), 0, out -> out.writeString(FILE_VERSION, VERSION));
        return file;
    }

    /**
     * Appends the epochs that are not there yet.
     *
     * @param now when the last of them ended; the others ended as much earlier as those after them took
     */
    void write(List<EpochFigures> history, Instant now) throws IOException {
        double ended = seconds(now);
        for (EpochFigures later : history.subList(Math.min(history.size(), written + 1), history.size())) {
            ended -= later.seconds();
        }
        for (; written < history.size(); written++) {
            EpochFigures figures = history.get(written);
            append(ended, figures.epoch(), out -> out.writeByteArray(SUMMARY, summary(figures)));
            if (written + 1 < history.size()) {
                ended += history.get(written + 1).seconds();
            }
        }
    }

    private static double seconds(Instant time) {
        return time.toEpochMilli() / 1e3;
    }

    /** Slashes make groups of the viewer. */
    private static Map<String, Double> scalars(EpochFigures figures) {
        var scalars = new LinkedHashMap<String, Double>();
        scalars.put("loss/training", figures.loss());
        scalars.put("loss/validation", figures.validationLoss());
        scalars.put("validation/pixel_accuracy", figures.pixelAccuracy());
        scalars.put("validation/mean_iou", figures.meanIou());
        for (int id = 0; id < figures.iouPerClass().size(); id++) {
            scalars.put(
                    "iou/" + ClassColours.NAMES.get(id), figures.iouPerClass().get(id));
        }
        scalars.put("training/learning_rate", figures.learningRate());
        scalars.put("training/images_per_second", figures.imagesPerSecond());
        return scalars;
    }

    private static byte[] summary(EpochFigures figures) throws IOException {
        return message(summary -> {
            for (var scalar : scalars(figures).entrySet()) {
                summary.writeByteArray(VALUE, message(value -> {
                    value.writeString(TAG, scalar.getKey());
                    value.writeFloat(SIMPLE_VALUE, scalar.getValue().floatValue());
                }));
            }
        });
    }

    private void append(double wallTime, long step, Fields what) throws IOException {
        byte[] event = message(out -> {
            out.writeDouble(WALL_TIME, wallTime);
            out.writeInt64(STEP, step);
            what.writeTo(out);
        });
        Files.write(file, framed(event), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static byte[] framed(byte[] data) {
        ByteBuffer record = ByteBuffer.allocate(2 * Long.BYTES + data.length).order(ByteOrder.LITTLE_ENDIAN);
        record.putLong(data.length).putInt(maskedChecksum(record.array(), 0, Long.BYTES));
        return record.put(data).putInt(maskedChecksum(data, 0, data.length)).array();
    }

    private static int maskedChecksum(byte[] bytes, int offset, int length) {
        var checksum = new CRC32C();
        checksum.update(bytes, offset, length);
        return Integer.rotateRight((int) checksum.getValue(), 15) + MASK_DELTA;
    }

    private static byte[] message(Fields fields) throws IOException {
        var bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        fields.writeTo(out);
        out.flush();
        return bytes.toByteArray();
    }

    /** The fields of a message, one after the other. */
    private interface Fields {
        void writeTo(CodedOutputStream out) throws IOException;
    }
}
