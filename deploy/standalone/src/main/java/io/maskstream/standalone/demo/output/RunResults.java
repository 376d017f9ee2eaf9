package io.maskstream.standalone.demo.output;

import io.maskstream.imaging.ImageException;
import io.maskstream.schemas.event.FailureEvent;
import io.maskstream.schemas.event.LatencyEvent;
import io.maskstream.schemas.event.MaskEvent;
import io.maskstream.schemas.event.Outcome;
import io.maskstream.standalone.page.Picture;
import io.maskstream.worker.client.FileNames;
import io.maskstream.worker.client.OutcomeListener;
import io.maskstream.worker.source.reading.SourceException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what the page needs of each event, after {@code files} has written the files of it. Used by the thread that collects.
 */
public final class RunResults implements OutcomeListener {
    private final OutputFolder output;
    private final OutcomeListener files;
    private final Thumbnails thumbnails;
    private final Runnable progress;
    private final Map<String, Picture> pictures = new TreeMap<>();
    private final Map<String, FailureEvent> failures = new TreeMap<>();
    private final List<LatencyEvent> latencies = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private String model = "";
    private Instant last = Instant.EPOCH;

    /**
     * Nothing yet.
     *
     * @param progress run after each outcome
     */
    public RunResults(OutputFolder output, OutcomeListener files, Thumbnails thumbnails, Runnable progress) {
        this.output = output;
        this.files = files;
        this.thumbnails = thumbnails;
        this.progress = progress;
    }

    @Override
    public void outcome(Outcome outcome) {
        files.outcome(outcome);
        if (outcome instanceof MaskEvent mask) {
            failures.remove(mask.imageId());
            pictures.put(mask.imageId(), picture(mask));
            model = mask.model().name() + ":" + mask.model().version();
            last = later(last, mask.segmentedAt());
        } else if (outcome instanceof FailureEvent failure) {
            pictures.remove(failure.imageId());
            failures.put(failure.imageId(), failure);
            last = later(last, failure.failedAt());
        }
        progress.run();
    }

    @Override
    public void latency(LatencyEvent latency) {
        files.latency(latency);
        latencies.add(latency);
    }

    @Override
    public void unreadable(String sentence) {
        notes.add(sentence);
    }

    /** In order of their names. */
    public List<Picture> pictures() {
        return List.copyOf(pictures.values());
    }

    public List<FailureEvent> failures() {
        return List.copyOf(failures.values());
    }

    public int outcomes() {
        return pictures.size() + failures.size();
    }

    public List<LatencyEvent> latencies() {
        return List.copyOf(latencies);
    }

    /** Sentences about what could not be read or shown. */
    public List<String> notes() {
        return List.copyOf(notes);
    }

    /** Name and version; empty where no mask came. */
    public String model() {
        return model;
    }

    /** When the last outcome was made. */
    public Instant last() {
        return last;
    }

    /** Which of the images have no outcome, in order. */
    public List<String> missing(Collection<String> imageIds) {
        TreeSet<String> missing = new TreeSet<>(imageIds);
        missing.removeAll(pictures.keySet());
        missing.removeAll(failures.keySet());
        return List.copyOf(missing);
    }

    private Picture picture(MaskEvent mask) {
        String name = FileNames.of(mask.imageId());
        return new Picture(
                mask.imageId(),
                mask.image().width(),
                mask.image().height(),
                thumbnail(mask, "images/" + name + ".jpg"),
                written("masks/" + name + ".png"),
                written("overlays/" + name + ".jpg"),
                mask.classes());
    }

    private @Nullable String written(String path) {
        return Files.exists(output.root().resolve(path)) ? path : null;
    }

    private @Nullable String thumbnail(MaskEvent mask, String path) {
        try {
            thumbnails.write(mask.uri(), output.root().resolve(path));
            return path;
        } catch (SourceException | ImageException unread) {
            notes.add("%s is not shown: %s".formatted(mask.imageId(), unread.getMessage()));
            return null;
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private static Instant later(Instant first, Instant second) {
        return first.isAfter(second) ? first : second;
    }
}
