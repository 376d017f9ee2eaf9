package io.maskstream.bench.contestant;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.maskstream.schemas.event.ClassArea;
import io.maskstream.schemas.event.EncodedMask;
import io.maskstream.schemas.event.ImageEvent;
import io.maskstream.schemas.event.ImageInfo;
import io.maskstream.schemas.event.LatencyEvent;
import io.maskstream.schemas.event.MaskEvent;
import io.maskstream.schemas.event.ModelInfo;
import io.maskstream.schemas.event.StageMillis;
import io.maskstream.schemas.json.EventMapper;
import io.maskstream.schemas.json.ImageEventReader;
import io.maskstream.schemas.json.InvalidEventException;
import io.maskstream.schemas.mask.ClassMask;
import io.maskstream.schemas.mask.IndexedPng;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.errors.InterruptException;

/** The stages that all contestants share: read the reference, wait for the source, and write a mask and a latency event. Thread-safe. */
final class SlowWork {
    private static final int SIDE = 64;
    private static final String DIGEST = "0".repeat(64);
    private static final ModelInfo MODEL = new ModelInfo("constant", "1", DIGEST);

    private final EventMapper mapper = new EventMapper();
    private final ImageEventReader reader = new ImageEventReader(mapper);
    private final Duration delay;
    private final EncodedMask mask;
    private final List<ClassArea> classes;

    SlowWork(Duration delay) {
        this.delay = delay;
        byte[] ids = new byte[SIDE * SIDE];
        Arrays.fill(ids, ids.length / 4, ids.length / 2, (byte) 1);
        this.mask = EncodedMask.png(
                SIDE, SIDE, IndexedPng.encode(new ClassMask(SIDE, SIDE, ids), List.of(0xFF8C1A, 0x1F2937)));
        this.classes = List.of(
                new ClassArea(0, "pet", ids.length * 3L / 4, 0.75, List.of(0, 0, SIDE, SIDE), 0.9),
                new ClassArea(1, "background", ids.length / 4, 0.25, List.of(0, SIDE / 4, SIDE, SIDE / 4), 0.9));
    }

    /** What is written for one image, as JSON. */
    @SuppressWarnings("ArrayRecordComponent") // bytes are handed on to a producer
    record Events(byte[] mask, byte[] latency) {}

    /** Keeps the calling thread for as long as the source takes, as a blocking client would, and writes what is to be written. */
    Events block(byte[] key, byte[] value) {
        if (!await()) {
            throw new InterruptException("stopped while a source was waited for");
        }
        return events(key, value);
    }

    /** @return whether the source answered; false where the thread was interrupted, and is again */
    boolean await() {
        try {
            TimeUnit.NANOSECONDS.sleep(delay.toNanos());
            return true;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Events events(byte[] key, byte[] value) {
        String id = new String(key, UTF_8);
        return new Events(mapper.write(mask(id, uri(value))), mapper.write(latency(id)));
    }

    /** The mask of any image. */
    MaskEvent mask(String imageId, String uri) {
        return new MaskEvent(
                imageId, uri, new ImageInfo(SIDE, SIDE, "jpeg", DIGEST), mask, classes, MODEL, Instant.now(), Map.of());
    }

    private LatencyEvent latency(String imageId) {
        double millis = delay.toNanos() / 1e6;
        var stages = new StageMillis(0, 0, millis, 0, 0, 0, 0, 0, millis);
        return new LatencyEvent(imageId, "bench", "cpu", "constant:1", 1, 0, Instant.now(), 1, stages);
    }

    private String uri(byte[] value) {
        try {
            ImageEvent event = reader.read(value);
            return event.uri();
        } catch (InvalidEventException e) {
            throw new IllegalStateException("the bench sent what is no event", e);
        }
    }
}
