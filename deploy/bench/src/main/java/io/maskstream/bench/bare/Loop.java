package io.maskstream.bench.bare;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Does the same again and again on some threads, and counts. */
public final class Loop {
    private static final Duration LONGEST_STEP = Duration.ofMinutes(2);

    private Loop() {}

    /** What one thread repeats. */
    public interface Step {
        /** @return how many images that was */
        int run();
    }

    /**
     * Images a second over all threads.
     *
     * @param steps one for each thread
     * @param warmUp runs before, uncounted
     */
    public static double rate(List<? extends Step> steps, Duration warmUp, Duration measured)
            throws InterruptedException {
        var threads = Executors.newFixedThreadPool(steps.size());
        var stop = new AtomicBoolean();
        try {
            long start = System.nanoTime() + warmUp.toNanos();
            long end = start + measured.toNanos();
            List<Future<Double>> rates = new ArrayList<>();
            for (Step step : steps) {
                rates.add(threads.submit(() -> rate(step, start, end, stop)));
            }
            double sum = 0;
            for (Future<Double> rate : rates) {
                sum += rate.get();
            }
            return sum;
        } catch (ExecutionException failed) {
            throw new IllegalStateException("a loop ended: " + failed.getCause(), failed);
        } finally {
            stop.set(true);
            threads.shutdown();
            awaitEnd(threads);
        }
    }

    /** Where one step failed others are still at theirs, in a session that the caller closes next. */
    private static void awaitEnd(ExecutorService threads) throws InterruptedException {
        if (!threads.awaitTermination(LONGEST_STEP.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("a step did not end within " + LONGEST_STEP);
        }
    }

    /** Goes on until the common end, and counts whole steps from the first that begins after the common start. */
    private static double rate(Step step, long start, long end, AtomicBoolean stop) {
        while (System.nanoTime() < start && !stop.get()) {
            step.run();
        }
        long began = System.nanoTime();
        long now = began;
        long images = 0;
        while ((now < end || images == 0) && !stop.get()) {
            images += step.run();
            now = System.nanoTime();
        }
        return images * 1e9 / (now - began);
    }
}
