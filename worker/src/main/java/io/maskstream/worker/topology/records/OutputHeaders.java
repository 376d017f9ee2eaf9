package io.maskstream.worker.topology.records;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.maskstream.schemas.event.FailureEvent;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** The headers of what goes out. */
public final class OutputHeaders {
    /** W3C Trace Context and W3C Baggage. */
    private static final Set<String> TRACE = Set.of("traceparent", "tracestate", "baggage");
    /**
     * Kafka Streams' names for dead letters (KIP-1034), values as text. Instead of an exception there is the reason, and there is no stack
     * trace: where there was one, it is in the worker's log, for it may tell what is nobody's business.
     */
    private static final String ERRORS = "__streams.errors.";
    /** What a record's own headers may take, so that an event with them stays under the broker's limit. */
    private static final int MOST_BYTES = 32 * 1024;
    /** The lengths of a header's name and value, and more. */
    private static final int AROUND_A_HEADER = 10;

    private OutputHeaders() {}

    /** The trace that the record belongs to. */
    public static Headers ofTrace(Headers original) {
        return copy(original, TRACE::contains);
    }

    /** The record's own, what went wrong, and where it came from. */
    public static Headers ofFailure(Headers original, FailureEvent failure) {
        var source = failure.source();
        return copy(original, OutputHeaders::isOwn)
                .add(ERRORS + "exception", failure.reason().name().getBytes(UTF_8))
                .add(ERRORS + "message", failure.detail().getBytes(UTF_8))
                .add(ERRORS + "topic", source.topic().getBytes(UTF_8))
                .add(ERRORS + "partition", Integer.toString(source.partition()).getBytes(UTF_8))
                .add(ERRORS + "offset", Long.toString(source.offset()).getBytes(UTF_8));
    }

    /** How many of a record's own do not fit beside a failure. */
    static int omittedOfFailure(Headers original) {
        int own = 0;
        for (Header header : original) {
            own += isOwn(header.key()) ? 1 : 0;
        }
        return own - copy(original, OutputHeaders::isOwn).toArray().length;
    }

    private static boolean isOwn(String name) {
        return !name.startsWith(ERRORS);
    }

    private static Headers copy(Headers original, Predicate<String> wanted) {
        var copy = new RecordHeaders();
        int bytes = 0;
        for (Header header : original) {
            if (wanted.test(header.key())) {
                bytes += bytes(header);
                if (bytes > MOST_BYTES) {
                    break;
                }
                copy.add(header.key(), header.value());
            }
        }
        return copy;
    }

    private static int bytes(Header header) {
        byte[] value = header.value();
        return AROUND_A_HEADER + header.key().getBytes(UTF_8).length + (value == null ? 0 : value.length);
    }
}
