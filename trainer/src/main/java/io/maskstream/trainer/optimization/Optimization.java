package io.maskstream.trainer.optimization;

/**
 * How weights are moved.
 *
 * @param learningRate the highest that the schedule comes to, above 0 and below 1
 * @param weightDecay 0 or more, see {@link Optimizer}
 * @param averaging share of the average that stays in each step, such as 0.999, so that the average of the weights over the last
 *     steps is judged and kept (Polyak and Juditsky, 1992); 0 for the weights themselves
 */
public record Optimization(
        Kind optimizer, double learningRate, Schedule schedule, double weightDecay, double averaging) {
    /** The ways to move weights. */
    public enum Kind {
        /** As Keras has it. */
        RMSPROP,
        /** Adam with decoupled weight decay. */
        ADAMW
    }

    /** How the learning rate goes over a run. */
    public enum Schedule {
        /** The same throughout. */
        CONSTANT,
        /** Down along half a cosine to nothing (Loshchilov and Hutter, "SGDR", 2017). */
        COSINE,
        /** Up along a line for a tenth of the run, then down as {@link #COSINE} (after Smith, "Super-convergence", 2018). */
        ONE_CYCLE;

        private static final double WARM_UP = 0.1;

        /**
         * Factor of the learning rate.
         *
         * @param progress share of the run that is over, 0 to 1
         */
        public double factor(double progress) {
            return switch (this) {
                case CONSTANT -> 1;
                case COSINE -> half(progress);
                case ONE_CYCLE -> progress < WARM_UP ? progress / WARM_UP : half((progress - WARM_UP) / (1 - WARM_UP));
            };
        }

        private static double half(double progress) {
            return (1 + Math.cos(Math.PI * progress)) / 2;
        }
    }

    public Optimization {
        check(learningRate > 0 && learningRate < 1, "--learning-rate must lie between 0 and 1, not " + learningRate);
        check(weightDecay >= 0 && weightDecay < 1, "--weight-decay must be 0 or more and below 1, not " + weightDecay);
        check(averaging >= 0 && averaging < 1, "--ema must be 0 or more and below 1, not " + averaging);
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /** The lesson's: RMSprop at one rate. */
    public static Optimization lesson(double learningRate) {
        return new Optimization(Kind.RMSPROP, learningRate, Schedule.CONSTANT, 0, 0);
    }
}
