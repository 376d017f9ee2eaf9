package io.maskstream.worker.topology;

import io.maskstream.schemas.event.OriginalRecord;
import io.maskstream.schemas.event.SourceRecord;
import io.maskstream.worker.pipeline.Segmentation;
import io.maskstream.worker.pipeline.Segmenter;
import io.maskstream.worker.telemetry.StageClock;
import io.maskstream.worker.topology.emission.Emissions;
import io.maskstream.worker.topology.emission.Worked;
import io.maskstream.worker.topology.records.ImageRecords;
import io.maskstream.worker.topology.records.OriginalRecords;
import io.maskstream.worker.window.attempt.Attempt;
import io.maskstream.worker.window.attempt.Verdict;
import io.maskstream.worker.window.attempt.Work;
import io.maskstream.worker.window.pending.Pending;
import java.time.Clock;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Begins what the window hands out: reads the record, has its image segmented, and writes the outcome, away from the stream thread.
 *
 * @param topic that the records lie on
 */
record SegmentationWork(
        String topic,
        int partition,
        ImageRecords records,
        Segmenter segmenter,
        Emissions emissions,
        Clock wall,
        LongSupplier nanoTime)
        implements Work<Worked> {

    @Override
    public void begin(Attempt<Worked> attempt, Consumer<Verdict<Worked>> answer) {
        var pending = attempt.pending();
        var earlier = attempt.previous();
        var clock = earlier != null
                ? earlier.clock()
                : StageClock.start(
                        wall,
                        nanoTime,
                        Instant.ofEpochMilli(pending.timestamp()),
                        Instant.ofEpochMilli(pending.takenUpAt()));
        var source = new SourceRecord(topic, partition, pending.offset());
        var omission = pending.omission();
        var reading = omission == null
                ? records.read(source, pending.key(), pending.value(), pending.attempt())
                : records.tooLarge(source, pending.key(), omission);
        Supplier<OriginalRecord> original = () -> OriginalRecords.of(pending, reading);
        if (reading instanceof ImageRecords.Image image) {
            segmenter.segment(
                    image.request(),
                    attempt::isAbandoned,
                    segmentation -> answer.accept(verdict(
                            pending,
                            source,
                            original,
                            segmentation.after(earlier == null ? null : earlier.segmentation()),
                            clock)));
        } else if (reading instanceof ImageRecords.Invalid invalid) {
            answer.accept(verdict(pending, source, original, Segmentation.notBegun(invalid.failure()), clock));
        }
    }

    private Verdict<Worked> verdict(
            Pending pending,
            SourceRecord source,
            Supplier<OriginalRecord> original,
            Segmentation segmentation,
            StageClock clock) {
        var outcome = emissions.outcome(pending, source, original, segmentation.outcome());
        return new Verdict<>(
                new Worked(segmentation, outcome, clock.stopped()), segmentation.mayPass(), segmentation.leastDelay());
    }
}
