package io.maskstream.worker.topology.records;

import io.maskstream.worker.window.pending.Pending;
import io.maskstream.worker.window.pending.PendingHeader;
import java.util.ArrayList;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;

/** Records as they are remembered, and back. */
public final class PendingRecords {
    private PendingRecords() {}

    /** @param now wall clock, in ms */
    public static Pending of(Record<byte[], byte[]> record, long offset, long now) {
        var headers = new ArrayList<PendingHeader>();
        for (Header header : record.headers()) {
            headers.add(new PendingHeader(header.key(), header.value()));
        }
        return new Pending(offset, record.key(), record.value(), headers, record.timestamp(), now, 1, 0);
    }

    public static Headers headers(Pending pending) {
        var headers = new RecordHeaders();
        pending.headers().forEach(header -> headers.add(header.key(), header.value()));
        return headers;
    }
}
