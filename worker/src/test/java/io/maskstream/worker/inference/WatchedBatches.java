package io.maskstream.worker.inference;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Writes down what an observer is told. */
final class WatchedBatches implements InferenceObserver {
    final List<String> ran = Collections.synchronizedList(new ArrayList<>());
    final List<Integer> limits = Collections.synchronizedList(new ArrayList<>());
    final List<String> lost = Collections.synchronizedList(new ArrayList<>());

    @Override
    public void batchRan(int images, int padding, Duration wait, Duration duration) {
        ran.add("%d images, %d padding, waited %d ms, ran %d ms"
                .formatted(images, padding, wait.toMillis(), duration.toMillis()));
    }

    @Override
    public void batchLimit(int newLimit, String why) {
        limits.add(newLimit);
    }

    @Override
    public void deviceLost(String sentence) {
        lost.add(sentence);
    }
}
