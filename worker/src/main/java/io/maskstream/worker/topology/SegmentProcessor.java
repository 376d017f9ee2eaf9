package io.maskstream.worker.topology;

import io.maskstream.schemas.event.SourceRecord;
import io.maskstream.worker.pipeline.Segmenter;
import io.maskstream.worker.telemetry.StageClock;
import java.time.Clock;
import java.time.Instant;
import java.util.function.LongSupplier;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/** Turns Kafka's words into the pipeline's, and back. */
final class SegmentProcessor extends ContextualProcessor<byte[], byte[], byte[], Emission> {
    private final Segmenter segmenter;
    private final ImageRecords records;
    private final Emissions emissions;
    private final Clock clock;
    private final LongSupplier nanoTime;

    SegmentProcessor(
            Segmenter segmenter, ImageRecords records, Emissions emissions, Clock clock, LongSupplier nanoTime) {
        this.segmenter = segmenter;
        this.records = records;
        this.emissions = emissions;
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        var stages = StageClock.start(clock, nanoTime, Instant.ofEpochMilli(record.timestamp()));
        var metadata = context().recordMetadata().orElseThrow();
        var source = new SourceRecord(metadata.topic(), metadata.partition(), metadata.offset());
        var reading = records.read(source, record.key(), record.value());
        if (reading instanceof ImageRecords.Invalid invalid) {
            context().forward(emissions.outcome(record, source, invalid.failure()));
        } else if (reading instanceof ImageRecords.Image image) {
            var segmentation = segmenter.segment(image.request());
            stages.segmented();
            context().forward(emissions.outcome(record, source, segmentation.outcome()));
            context().forward(emissions.latency(record, segmentation, stages));
        }
    }
}
