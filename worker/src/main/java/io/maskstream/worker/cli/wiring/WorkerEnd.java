package io.maskstream.worker.cli.wiring;

import io.maskstream.worker.cli.common.CommandFailure;
import io.maskstream.worker.telemetry.Health;
import io.maskstream.worker.topology.runtime.StreamsRuntime;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/**
 * Whether a worker has ended, why it failed, and what its process is to end with. What fails tells it, on any thread; the first says why.
 */
final class WorkerEnd {
    private final Health health;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final AtomicReference<@Nullable String> failure = new AtomicReference<>();
    private volatile int exitCode = CommandLine.ExitCode.SOFTWARE;

    WorkerEnd(Health health) {
        this.health = health;
    }

    /** Another process does what is left: nobody is answered here any more. */
    void loseDevice(String sentence) {
        exitCode = CommandFailure.DEVICE_LOST;
        fail(ServedModel.PART, sentence);
    }

    void breakDown(Throwable cause) {
        fail(StreamsRuntime.PART, "the worker cannot go on (%s); its images are left to the next".formatted(cause));
    }

    /** @param sentence why Kafka Streams does not go on */
    void loseStreams(String sentence) {
        fail(StreamsRuntime.PART, sentence);
    }

    private void fail(String part, String sentence) {
        failure.compareAndSet(null, sentence);
        health.report(part, Health.Status.DOWN, sentence);
        ended.countDown();
    }

    /** Nobody has to wait any longer, without a failure. */
    void close() {
        ended.countDown();
    }

    void await() throws InterruptedException {
        ended.await();
    }

    /** In a sentence; empty where it has not failed. */
    Optional<String> failure() {
        return Optional.ofNullable(failure.get());
    }

    int exitCode() {
        return exitCode;
    }
}
