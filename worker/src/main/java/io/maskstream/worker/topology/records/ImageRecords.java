package io.maskstream.worker.topology.records;

import io.maskstream.schemas.event.FailureEvent;
import io.maskstream.schemas.event.FailureReason;
import io.maskstream.schemas.event.SourceRecord;
import io.maskstream.schemas.json.EventMapper;
import io.maskstream.schemas.json.ImageEventReader;
import io.maskstream.schemas.json.InvalidEventException;
import io.maskstream.worker.pipeline.ImageRequest;
import io.maskstream.worker.source.reading.PublicUri;
import io.maskstream.worker.window.pending.Omission;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the records of the images topic, whatever is in them. */
public final class ImageRecords {
    /** A longer name would not fit as a key beside the events it belongs to. */
    private static final int LONGEST_ID = 1_024;

    /** What a record turned out to be. */
    public sealed interface Reading permits Image, Invalid {}

    public record Image(ImageRequest request) implements Reading {}

    public record Invalid(FailureEvent failure) implements Reading {}

    private final ImageEventReader events = new ImageEventReader(new EventMapper());
    private final Clock clock;

    public ImageRecords(Clock clock) {
        this.clock = clock;
    }

    public Reading read(SourceRecord source, byte @Nullable [] key, byte @Nullable [] value, int attempt) {
        String keyText = text(key);
        try {
            var event = events.read(value);
            String id = OriginalRecords.publicId(source.imageId(event.imageId(), keyText));
            if (id.length() > LONGEST_ID) {
                String detail = "the imageId has %d characters; use at most %d".formatted(id.length(), LONGEST_ID);
                return invalid(source, source.imageId(null, null), event.uri(), detail, event.attributes());
            }
            return new Image(new ImageRequest(id, event.uri(), event.attributes(), source, attempt));
        } catch (InvalidEventException invalid) {
            String id = OriginalRecords.publicId(source.imageId(invalid.imageId(), keyText));
            return invalid(
                    source,
                    id.length() > LONGEST_ID ? source.imageId(null, null) : id,
                    invalid.uri(),
                    String.valueOf(invalid.getMessage()),
                    invalid.attributes());
        }
    }

    /** A record that is too large to be remembered, and so to be worked on. */
    public Reading tooLarge(SourceRecord source, byte @Nullable [] key, Omission omission) {
        String id = OriginalRecords.publicId(source.imageId(null, text(key)));
        String detail =
                "the record, with a value of %d bytes and %d headers, is larger when it is not compressed than the topic takes uncompressed (max.message.bytes): send less in it, such as a reference instead of a data: URI, or raise max.message.bytes of the topic %s and start the workers again"
                        .formatted(omission.valueBytes(), omission.headers(), source.topic());
        return invalid(source, id.length() > LONGEST_ID ? source.imageId(null, null) : id, null, detail, Map.of());
    }

    private Invalid invalid(
            SourceRecord source, String imageId, @Nullable String uri, String detail, Map<String, String> attributes) {
        return new Invalid(new FailureEvent(
                imageId,
                uri == null ? null : PublicUri.of(uri),
                FailureReason.INVALID_EVENT,
                detail,
                1,
                source,
                clock.instant(),
                attributes));
    }

    /** A key that is not UTF-8 names nothing. */
    private static @Nullable String text(byte @Nullable [] key) {
        if (key == null) {
            return null;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(key))
                    .toString();
        } catch (CharacterCodingException notText) {
            return null;
        }
    }
}
