package io.maskstream.trainer.cli;

import io.maskstream.trainer.data.Augmentation;
import io.maskstream.trainer.data.Split;
import io.maskstream.trainer.optimization.Optimization;
import io.maskstream.trainer.training.Objective;
import io.maskstream.trainer.training.Recipes;
import io.maskstream.trainer.training.RunFacts;
import io.maskstream.trainer.training.TrainingConfig;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How to train: the network's own recipe, and what is asked for in its place. */
final class RecipeOptions {
    @Option(names = "--batch", paramLabel = "N", description = "Images that are worked on at once.")
    private @Nullable Integer batch;

    @Option(
            names = "--accumulate",
            paramLabel = "N",
            description = "Batches whose gradients are added up for one step, where memory is short.")
    private @Nullable Integer accumulation;

    @Option(names = "--epochs", paramLabel = "N", description = "Passes over the data.")
    private @Nullable Integer epochs;

    @Option(names = "--optimizer", paramLabel = "NAME", description = "rmsprop, as Keras has it, or adamw.")
    private @Nullable String optimizer;

    @Option(names = "--learning-rate", paramLabel = "RATE", description = "The highest that the schedule comes to.")
    private @Nullable Double learningRate;

    @Option(
            names = "--schedule",
            paramLabel = "NAME",
            description = "Of the learning rate: constant, cosine or one_cycle.")
    private @Nullable String schedule;

    @Option(
            names = "--weight-decay",
            paramLabel = "SHARE",
            description = "Share of each kernel that goes away in a step, times the learning rate.")
    private @Nullable Double weightDecay;

    @Option(
            names = "--ema",
            paramLabel = "SHARE",
            description =
                    "Keep an average of the weights, of which this share stays in each step, such as 0.999; 0: none.")
    private @Nullable Double averaging;

    @Option(
            names = "--dice",
            paramLabel = "FACTOR",
            description = "How much Dice loss counts beside cross-entropy; 0: not at all.")
    private @Nullable Double dice;

    @Option(
            names = "--class-weights",
            split = ",",
            paramLabel = "W",
            description = "Weights of pet, background and outline in the cross-entropy, such as 1,1,2.")
    private @Nullable List<Double> classWeights;

    @Option(
            names = "--best",
            paramLabel = "FIGURE",
            description = "By which figure on the validation images the best weights are chosen: loss or mean_iou.")
    private @Nullable String best;

    @Option(
            names = "--patience",
            paramLabel = "N",
            description = "Stop after so many epochs without a better one; 0: never.")
    private @Nullable Integer patience;

    @Option(
            names = "--augment",
            paramLabel = "NAME",
            description =
                    "none, or standard: flips, scale and crop, small turns and colours change each time an image is seen.")
    private @Nullable String augmentation;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Of weights, order and augmentation (default: " + Split.LESSON_SEED + ").")
    private @Nullable Long seed;

    @Option(
            names = "--precision",
            paramLabel = "TYPE",
            description = "float32 or bfloat16, faster where the processor has it (default: float32).")
    private @Nullable String precision;

    @Option(names = "--threads", paramLabel = "N", description = "Processor threads (default: one for each core).")
    private @Nullable Integer threads;

    /** The recipe of a network, with what was asked for in its place. */
    TrainingConfig config(String network) {
        return over(Recipes.of(network, Split.LESSON_SEED, Runtime.getRuntime().availableProcessors()));
    }

    /** Settings, with what was asked for in their place. */
    TrainingConfig over(TrainingConfig usual) {
        Optimization optimization = usual.optimization();
        Objective objective = usual.objective();
        return new TrainingConfig(
                or(batch, usual.batch()),
                or(accumulation, usual.accumulation()),
                or(epochs, usual.epochs()),
                new Optimization(
                        choice("--optimizer", optimizer, optimization.optimizer()),
                        or(learningRate, optimization.learningRate()),
                        choice("--schedule", schedule, optimization.schedule()),
                        or(weightDecay, optimization.weightDecay()),
                        or(averaging, optimization.averaging())),
                new Objective(
                        or(dice, objective.dice()),
                        or(classWeights, objective.classWeights()),
                        choice("--best", best, objective.best()),
                        or(patience, objective.patience())),
                augmentation == null ? usual.augmentation() : augmentation(augmentation),
                or(seed, usual.seed()),
                choice("--precision", precision, usual.precision()),
                or(threads, usual.threads()));
    }

    private static Augmentation augmentation(String name) {
        Augmentation augmentation = RunFacts.AUGMENTATIONS.get(name);
        if (augmentation == null) {
            throw new IllegalArgumentException("--augment must be none or standard, not " + name);
        }
        return augmentation;
    }

    /** A constant by its name in small letters. */
    private static <E extends Enum<E>> E choice(String option, @Nullable String asked, E usual) {
        if (asked == null) {
            return usual;
        }
        E[] constants = usual.getDeclaringClass().getEnumConstants();
        for (E constant : constants) {
            if (RunFacts.word(constant).equals(asked)) {
                return constant;
            }
        }
        String all = Arrays.stream(constants).map(RunFacts::word).collect(Collectors.joining(" or "));
        throw new IllegalArgumentException("%s must be %s, not %s".formatted(option, all, asked));
    }

    private static <T> T or(@Nullable T asked, T usual) {
        return asked == null ? usual : asked;
    }
}
