package io.maskstream.worker.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.maskstream.imaging.ImageDecoder;
import io.maskstream.imaging.ImageException;
import io.maskstream.imaging.ImageWriter;
import io.maskstream.imaging.LabelMap;
import io.maskstream.schemas.event.EncodedMask;
import io.maskstream.schemas.event.FailureEvent;
import io.maskstream.schemas.event.LatencyEvent;
import io.maskstream.schemas.event.MaskEvent;
import io.maskstream.schemas.event.Outcome;
import io.maskstream.schemas.json.EventMapper;
import io.maskstream.schemas.mask.ClassMask;
import io.maskstream.schemas.mask.IndexedPng;
import io.maskstream.schemas.mask.MaskDecoder;
import io.maskstream.schemas.mask.MaskFormatException;
import io.maskstream.worker.source.reading.ImageSource;
import io.maskstream.worker.source.reading.SourceException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes what is collected into a folder: {@code masks/NAME.png}, {@code overlays/NAME.jpg} and {@code results.jsonl}, a {@link ResultLine} an image.
 *
 * <p>A line is written when outcome and latency are both there, or when the writer is closed. Used by one thread. A folder that cannot be
 * written ends it with an {@link UncheckedIOException}; an image or mask that cannot be read is told, and passed over.
 */
public final class ResultWriter implements OutcomeListener, AutoCloseable {
    /** Outcomes that wait for their latency, and latencies that wait for their outcome, at most. */
    private static final int MOST_WAITING = 10_000;

    private static final double OPACITY = 0.5;
    private static final int JPEG_QUALITY = 90;

    private final Path folder;
    private final ImageSource source;
    private final ImageDecoder decoder;
    private final Consumer<String> notes;
    private final BufferedWriter lines;
    private final EventMapper mapper = new EventMapper();
    private final Map<String, ResultLine> outcomes = new LinkedHashMap<>();
    private final Map<String, LatencyEvent> latencies = new LinkedHashMap<>();

    /**
     * Opens the folder, which is made where it is missing; results of an earlier run are written over.
     *
     * @param source where images come from, for their overlays, and masks that are not in their events
     * @param notes told of whatever could not be read, in a sentence
     * @throws IOException where the folder cannot be written
     */
    public ResultWriter(Path folder, ImageSource source, ImageDecoder decoder, Consumer<String> notes)
            throws IOException {
        this.folder = folder;
        this.source = source;
        this.decoder = decoder;
        this.notes = notes;
        Files.createDirectories(folder.resolve("masks"));
        Files.createDirectories(folder.resolve("overlays"));
        this.lines = Files.newBufferedWriter(folder.resolve("results.jsonl"), UTF_8);
    }

    @Override
    public void outcome(Outcome outcome) {
        String id = outcome.imageId();
        var earlier = outcomes.remove(id);
        if (earlier != null) {
            write(earlier);
        }
        var latency = latencies.remove(id);
        var line = outcome instanceof MaskEvent mask
                ? new ResultLine(id, files(mask), null, latency)
                : new ResultLine(id, null, (FailureEvent) outcome, latency);
        if (latency != null) {
            write(line);
            return;
        }
        outcomes.put(id, line);
        if (outcomes.size() > MOST_WAITING) {
            write(requireNonNull(outcomes.remove(outcomes.keySet().iterator().next())));
        }
    }

    @Override
    public void latency(LatencyEvent latency) {
        var line = outcomes.remove(latency.imageId());
        if (line != null) {
            write(new ResultLine(line.imageId(), line.mask(), line.failure(), latency));
            return;
        }
        latencies.put(latency.imageId(), latency);
        if (latencies.size() > MOST_WAITING) {
            latencies.remove(latencies.keySet().iterator().next());
        }
    }

    @Override
    public void unreadable(String sentence) {
        notes.accept(sentence);
    }

    private ResultLine.MaskFiles files(MaskEvent event) {
        ClassMask mask;
        byte[] png;
        try {
            if (event.mask().encoding().equals(EncodedMask.URI)) {
                png = source.fetch(requireNonNull(event.mask().uri()));
                mask = MaskDecoder.decode(event.mask(), png);
            } else {
                mask = MaskDecoder.decode(event.mask());
                png = event.mask().encoding().equals(EncodedMask.PNG)
                        ? Base64.getDecoder().decode(requireNonNull(event.mask().data()))
                        : IndexedPng.encode(
                                mask,
                                MaskPalette.ofOurs(
                                        requireNonNull(event.mask().counts()).size()));
            }
        } catch (MaskFormatException | SourceException unread) {
            notes.accept("the mask of %s cannot be read: %s".formatted(event.imageId(), unread.getMessage()));
            return ResultLine.MaskFiles.of(event, null, null);
        }
        String name = FileNames.of(event.imageId());
        String file = save("masks/" + name + ".png", png);
        return ResultLine.MaskFiles.of(event, file, overlay(event, name, mask, png));
    }

    private @Nullable String overlay(MaskEvent event, String name, ClassMask mask, byte[] png) {
        try (var canvas = decoder.inspect(source.fetch(event.uri())).canvas(ImageWriter.LONGEST_JPEG_SIDE)) {
            canvas.cover(new LabelMap(mask.width(), mask.height(), mask.ids()), MaskPalette.of(png), OPACITY);
            return save("overlays/" + name + ".jpg", canvas.jpeg(JPEG_QUALITY));
        } catch (SourceException | ImageException unread) {
            notes.accept("no overlay for %s: %s".formatted(event.imageId(), unread.getMessage()));
            return null;
        }
    }

    private String save(String name, byte[] bytes) {
        try {
            Files.write(folder.resolve(name), bytes);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
        return name;
    }

    private void write(ResultLine line) {
        try {
            lines.write(new String(mapper.write(line), UTF_8));
            lines.write('\n');
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    /** Brings the lines that are written so far into the file; those that wait for their latency go on waiting. */
    public void flush() throws IOException {
        lines.flush();
    }

    /** Writes the lines that still wait for their latency. */
    @Override
    public void close() throws IOException {
        outcomes.values().forEach(this::write);
        outcomes.clear();
        lines.close();
    }
}
