package io.maskstream.worker.inference;

/**
 * How the model is run.
 *
 * @param threads that share the work of one inference call; 0 for as many as there are cores
 */
public record InferenceConfig(int threads) {
    public InferenceConfig {
        if (threads < 0) {
            throw new IllegalArgumentException("inference.threads must be 0 or more, not " + threads);
        }
    }
}
