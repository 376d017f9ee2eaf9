package io.maskstream.worker.inference.session;

import io.maskstream.worker.inference.session.BatchSession.SessionException.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A session on no device: an image of one pixel gets its red for a mask and its green for its only probability. Runs fail as they
 * are told to.
 */
public final class FakeSession implements BatchSession {
    public static final BatchMemory.Shape PIXEL = new BatchMemory.Shape(1, 1, 1);

    /** An image that cannot be run. */
    public static final int CULPRIT = 13;

    public final List<String> calls = Collections.synchronizedList(new ArrayList<>());
    public final Set<String> threads = Collections.synchronizedSet(new TreeSet<>());
    public volatile Runnable duringRun = () -> {};
    public volatile int mostInMemory = Integer.MAX_VALUE;
    public volatile int lostFromCall = Integer.MAX_VALUE;
    public volatile boolean failing;
    public volatile boolean closed;

    @Override
    public void run(BatchMemory batch, int first, int count) throws SessionException {
        calls.add(first + "+" + count);
        threads.add(Thread.currentThread().getName());
        duringRun.run();
        if (calls.size() >= lostFromCall) {
            throw new SessionException(Kind.DEVICE_LOST, "CUDA failure 700: an illegal memory access was encountered");
        }
        if (count > mostInMemory) {
            throw new SessionException(Kind.OUT_OF_MEMORY, "Failed to allocate memory for requested buffer of size 9");
        }
        var input = batch.input(first, count);
        var mask = batch.mask(first, count);
        var probabilities = batch.probabilities(first, count);
        for (int i = 0; i < count; i++) {
            if (failing || input.get(3 * i) == CULPRIT) {
                throw new SessionException(Kind.FAILED, "indices element out of data bounds");
            }
            mask.put(input.get(3 * i));
            probabilities.put(input.get(3 * i + 1));
        }
    }

    @Override
    public void close() {
        closed = true;
        threads.add(Thread.currentThread().getName());
    }
}
