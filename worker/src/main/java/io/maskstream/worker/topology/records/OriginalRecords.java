package io.maskstream.worker.topology.records;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.maskstream.schemas.event.OriginalRecord;
import io.maskstream.worker.source.reading.PublicUri;
import io.maskstream.worker.window.pending.Omission;
import io.maskstream.worker.window.pending.Pending;
import org.jspecify.annotations.Nullable;

/** What failures show of the records that they are about: all, but no passwords. */
public final class OriginalRecords {
    /** A longer key would not fit beside an event that had to be shortened. */
    static final int LONGEST_KEY = 4_096;

    private OriginalRecords() {}

    public static OriginalRecord of(Pending pending, ImageRecords.Reading reading) {
        var omission = pending.omission();
        return omission == null ? ofWhole(pending, reading) : ofTooLarge(pending.key(), omission);
    }

    private static OriginalRecord ofTooLarge(byte @Nullable [] key, Omission omission) {
        var kept = OriginalRecord.of(key, null);
        return new OriginalRecord(
                kept.key(),
                null,
                kept.encoding(),
                omission.keyBytes() == 0 ? null : omission.keyBytes(),
                omission.valueBytes(),
                omission.headers() == 0 ? null : omission.headers());
    }

    private static OriginalRecord ofWhole(Pending pending, ImageRecords.Reading reading) {
        byte[] key = pending.key();
        var original = OriginalRecord.of(key, pending.value());
        if (mayHoldPassword(pending.value(), reading)) {
            original = original.withoutValue();
        }
        if (key != null && (key.length > LONGEST_KEY || namesPassword(new String(key, UTF_8)))) {
            original = original.withoutKey();
        }
        return original.withoutHeaders(OutputHeaders.omittedOfFailure(PendingRecords.headers(pending)));
    }

    /** An image id as events show it: some take the reference itself, which may come with a password. */
    static String publicId(String id) {
        return namesPassword(id) ? PublicUri.of(id) : id;
    }

    private static boolean namesPassword(String name) {
        return name.contains("://") && PublicUri.hasCredentials(name);
    }

    /** Where the reference is not known, for the record is no event, an @ anywhere may follow a password. */
    private static boolean mayHoldPassword(byte @Nullable [] value, ImageRecords.Reading reading) {
        if (reading instanceof ImageRecords.Image image) {
            return PublicUri.hasCredentials(image.request().uri());
        }
        String text = value == null ? "" : new String(value, UTF_8);
        return text.indexOf('@') >= 0 || text.contains("\\u0040");
    }
}
