package io.maskstream.worker.topology.records;

import io.maskstream.worker.window.pending.Pending;
import io.maskstream.worker.window.pending.PendingCodec;
import io.maskstream.worker.window.pending.PendingHeader;
import java.util.ArrayList;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;

/** Records as they are remembered, and back. */
public final class PendingRecords {
    /** What Kafka's producer adds to what is remembered, and more. */
    private static final int AROUND_IT = 1_024;

    private static final PendingCodec CODEC = new PendingCodec();

    private PendingRecords() {}

    /**
     * A record as it is remembered. Topics bound records as they are compressed, so one may be larger than the changelog takes: of that
     * one no content is remembered, for Kafka Streams would end rather than go on.
     *
     * @param now wall clock, in ms
     * @param mostBytes of a record of the changelog
     */
    public static Pending of(Record<byte[], byte[]> record, long offset, long now, int mostBytes) {
        var headers = new ArrayList<PendingHeader>();
        for (Header header : record.headers()) {
            headers.add(new PendingHeader(header.key(), header.value()));
        }
        var whole = new Pending(offset, record.key(), record.value(), headers, record.timestamp(), now, 1, 0);
        return CODEC.fits(whole, mostBytes - AROUND_IT) ? whole : whole.withoutContent(OriginalRecords.LONGEST_KEY);
    }

    public static Headers headers(Pending pending) {
        var headers = new RecordHeaders();
        pending.headers().forEach(header -> headers.add(header.key(), header.value()));
        return headers;
    }
}
