package io.maskstream.worker.inference;

import java.time.Duration;

/** Is told what happens to batches. Called on session threads: must be quick, and must not throw. */
public interface InferenceObserver {

    /** Looks at nothing. */
    InferenceObserver NONE = new InferenceObserver() {
        @Override
        public void batchRan(int images, int padding, Duration wait, Duration duration) {}

        @Override
        public void batchLimit(int newLimit, String why) {}

        @Override
        public void deviceLost(String sentence) {}
    };

    /**
     * One call of the model succeeded.
     *
     * @param images with pixels of a caller
     * @param padding lanes that were run without any
     * @param wait of the image that waited longest, from its pixels until the call
     * @param duration of the call
     */
    void batchRan(int images, int padding, Duration wait, Duration duration);

    /** From now on batches have at most so many images. */
    void batchLimit(int newLimit, String why);

    /** The device can be used no more by this process: it must end, and another do the work. Called once. */
    void deviceLost(String sentence);
}
