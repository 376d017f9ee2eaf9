package io.maskstream.worker.topology.runtime.settings;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.maskstream.worker.telemetry.Meters;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProductionExceptionHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Goes on without an event that Kafka will never take, logged and counted, as it would come again and be refused again.
 *
 * <p>Not so with exactly_once_v2: a transaction of which one record was refused cannot be committed, so the worker ends, and says what has to be done
 * first. Nor for a topic that Kafka Streams keeps for itself: what is missing there is an image that nobody remembers.
 *
 * <p>The last resort: events over the worker's own limit became failures before they came here, so this is a broker with a smaller limit
 * than {@code mask.inline-limit}. Kafka Streams makes the instance, so the meters come with its properties.
 */
public final class RefusedOutputs implements ProductionExceptionHandler {
    static final String METERS = "maskstream.meters";
    private static final Logger log = LoggerFactory.getLogger(RefusedOutputs.class);

    private static final String REMEDY = "Lower mask.inline-limit, or raise the topic's max.message.bytes";

    private @Nullable Meters meters;
    private boolean exactlyOnce;

    @Override
    public void configure(Map<String, ?> configs) {
        meters = configs.get(METERS) instanceof Meters given ? given : null;
        exactlyOnce = String.valueOf(configs.get(StreamsConfig.PROCESSING_GUARANTEE_CONFIG))
                .equals(ProcessingGuarantee.EXACTLY_ONCE.kafkaName());
    }

    @Override
    public Response handleError(
            ErrorHandlerContext context, ProducerRecord<byte[], byte[]> record, Exception exception) {
        if (!(exception instanceof RecordTooLargeException || exception instanceof InvalidRecordException)) {
            return Response.fail();
        }
        if (isInternal(record.topic())) {
            log.error(
                    "Kafka refused a record for {}, without which an image would be lost, so this worker ends: {}. Raise the topic's max.message.bytes above that of the images topic",
                    record.topic(),
                    exception.getMessage());
            return Response.fail();
        }
        if (exactlyOnce) {
            log.error(
                    "Kafka refused an event of {} for {}, and commits nothing of its transaction, so this worker ends and loses nothing: {}. {}, and start it again",
                    key(record),
                    record.topic(),
                    exception.getMessage(),
                    REMEDY);
            return Response.fail();
        }
        if (meters != null) {
            meters.countDropped();
        }
        log.error(
                "Kafka refused an event of {} for {}, and it is lost: {}. {}",
                key(record),
                record.topic(),
                exception.getMessage(),
                REMEDY);
        return Response.resume();
    }

    /** The image's id, on one line. */
    private static String key(ProducerRecord<byte[], byte[]> record) {
        return record.key() == null ? "an image" : new String(record.key(), UTF_8).replaceAll("\\p{Cntrl}", "?");
    }

    /** Kafka Streams gives these names to the topics that it makes; ours end otherwise. */
    private static boolean isInternal(String topic) {
        return topic.endsWith("-changelog") || topic.endsWith("-repartition");
    }
}
