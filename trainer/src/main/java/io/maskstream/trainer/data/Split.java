package io.maskstream.trainer.data;

import java.util.List;

/**
 * What to learn from and what to judge by.
 *
 * @param training the first of the shuffled images
 * @param validation the last of the shuffled images
 */
public record Split(List<LabelledImage> training, List<LabelledImage> validation) {
    /** The seed that the lesson shuffles its paths with. */
    public static final int LESSON_SEED = 1337;

    private static final int LESSON_VALIDATION = 1000;
    private static final int SMALL_SET = 3000;

    public Split {
        training = List.copyOf(training);
        validation = List.copyOf(validation);
    }

    /**
     * The lesson's split: shuffled by {@link PythonShuffle} with seed 1337, the last ones for validation.
     *
     * @param validation images for validation, from 1 to one less than there are
     * @throws IllegalArgumentException where that leaves nothing on one of the sides
     */
    public static Split lesson(List<LabelledImage> pairs, int validation) {
        if (validation < 1 || validation >= pairs.size()) {
            throw new IllegalArgumentException(
                    "%d images cannot be split with %d for validation: --validation must be 1 to %d"
                            .formatted(pairs.size(), validation, Math.max(1, pairs.size() - 1)));
        }
        List<LabelledImage> shuffled = new PythonShuffle(LESSON_SEED).shuffled(pairs);
        int training = shuffled.size() - validation;
        return new Split(shuffled.subList(0, training), shuffled.subList(training, shuffled.size()));
    }

    /** 1,000 as in the lesson, or a sixth of a set of fewer than 3,000. */
    public static int defaultValidation(int images) {
        return images < SMALL_SET ? images / 6 : LESSON_VALIDATION;
    }
}
