package io.maskstream.verify.proof;

import io.maskstream.schemas.event.ClassArea;
import io.maskstream.schemas.event.EncodedMask;
import io.maskstream.schemas.event.FailureEvent;
import io.maskstream.schemas.event.FailureReason;
import io.maskstream.schemas.event.ImageInfo;
import io.maskstream.schemas.event.MaskEvent;
import io.maskstream.schemas.event.ModelInfo;
import io.maskstream.schemas.event.Outcome;
import io.maskstream.schemas.event.SourceRecord;
import io.maskstream.schemas.mask.ClassMask;
import io.maskstream.schemas.mask.IndexedPng;
import io.maskstream.verify.event.Expectation;
import io.maskstream.verify.event.Plan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A ledger that was told of a run's events, and outcomes made by hand. */
final class Stream {
    static final String RUN = "run1";
    private static final String SHA_OF_ANOTHER = "b".repeat(64);
    private static final ModelInfo MODEL = new ModelInfo("colours", "7", "a".repeat(64));

    final Ledger ledger = new Ledger(RUN);
    final List<Plan.Sent> events = new ArrayList<>();

    /** Events of two keys in turn; the share that has to fail is given. */
    Stream(int count, double hostile) {
        for (var sent : Plan.drawn(RUN, 42, count, 2, hostile)) {
            events.add(sent);
            ledger.sent(sent.numbered().key(), sent.numbered(), sent.uri());
        }
    }

    /** Tells of the right outcome of an event, and of its latency. */
    void answer(int number) {
        outcome(number, right(number));
        latency(number);
    }

    void outcome(int number, Outcome outcome) {
        ledger.outcome(key(number), 0, outcome);
    }

    void latency(int number) {
        ledger.latency(key(number));
    }

    String key(int number) {
        return events.get(number).numbered().key();
    }

    Outcome right(int number) {
        var numbered = events.get(number).numbered();
        return numbered.expected() == Expectation.FAILURE ? failure(number) : mask(number, numbered.sha256());
    }

    Outcome maskOfAnotherImage(int number) {
        return mask(number, SHA_OF_ANOTHER);
    }

    MaskEvent mask(int number, String sha256) {
        return mask(key(number), number, sha256, attributes(number));
    }

    private MaskEvent mask(String imageId, int number, String sha256, Map<String, String> attributes) {
        return mask(imageId, shown(events.get(number).uri()), sha256, attributes);
    }

    static MaskEvent mask(String imageId, String uri, String sha256, Map<String, String> attributes) {
        return new MaskEvent(
                imageId,
                uri,
                new ImageInfo(24, 18, "png", sha256),
                EncodedMask.png(24, 18, IndexedPng.encode(new ClassMask(24, 18, new byte[24 * 18]), List.of(0xFF8C1A))),
                List.of(new ClassArea(0, "pet", 432, 1, List.of(0, 0, 24, 18), 1.0)),
                MODEL,
                Instant.EPOCH,
                attributes);
    }

    /** As it should be, but for one attribute. */
    Outcome with(int number, String attribute, String value) {
        var changed = attributes(number);
        changed.put(attribute, value);
        return mask(key(number), number, events.get(number).numbered().sha256(), changed);
    }

    Outcome withoutAttributes(int number) {
        return mask(key(number), number, events.get(number).numbered().sha256(), Map.of());
    }

    Outcome of(String imageId, Map<String, String> attributes) {
        return mask(imageId, 0, SHA_OF_ANOTHER, attributes);
    }

    FailureEvent failure(int number) {
        return new FailureEvent(
                key(number),
                shown(events.get(number).uri()),
                FailureReason.NOT_AN_IMAGE,
                "it is none",
                1,
                new SourceRecord("images", 0, number),
                Instant.EPOCH,
                attributes(number));
    }

    Map<String, String> attributes(int number) {
        return new HashMap<>(events.get(number).numbered().event("data:,").attributes());
    }

    /** As workers shorten them. */
    private static String shown(String uri) {
        return uri.length() <= 64 ? uri : uri.substring(0, 64) + "…(%d bytes)".formatted(uri.length());
    }
}
