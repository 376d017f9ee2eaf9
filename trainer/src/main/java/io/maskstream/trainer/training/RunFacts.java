package io.maskstream.trainer.training;

import io.maskstream.trainer.data.Augmentation;
import io.maskstream.trainer.data.LabelledImage;
import io.maskstream.trainer.data.Split;
import io.maskstream.trainer.optimization.Optimization;
import io.maskstream.trainer.optimization.Optimization.Kind;
import io.maskstream.trainer.optimization.Optimization.Schedule;
import io.maskstream.trainer.pytorch.TorchNetwork.Precision;
import io.maskstream.trainer.training.Objective.Criterion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a run is made of, in words: kept in its checkpoints, so that a run is gone on with only by itself.
 *
 * @param network its name
 * @param device that it was begun on, as PyTorch has it
 */
public record RunFacts(String network, Split split, TrainingConfig config, String device) {
    /** Ways to change training images, by the names that options and checkpoints give them. */
    public static final Map<String, Augmentation> AUGMENTATIONS =
            Map.of("none", Augmentation.NONE, "standard", Augmentation.STANDARD);

    /** Under which the network's name is kept. */
    public static final String NETWORK = "network";

    static final String TRAINING_IMAGES = "training-images";
    static final String VALIDATION_IMAGES = "validation-images";
    static final String BATCH = "batch";
    static final String ACCUMULATION = "accumulate";
    static final String EPOCHS = "epochs";
    static final String OPTIMIZER = "optimizer";
    static final String LEARNING_RATE = "learning-rate";
    static final String SCHEDULE = "schedule";
    static final String WEIGHT_DECAY = "weight-decay";
    static final String AVERAGING = "ema";
    static final String DICE = "dice";
    static final String CLASS_WEIGHTS = "class-weights";
    static final String BEST = "best";
    static final String PATIENCE = "patience";
    static final String AUGMENTATION = "augment";
    static final String SEED = "seed";
    static final String PRECISION = "precision";
    static final String THREADS = "threads";
    static final String DEVICE = "device";
    /** Under which the {@link #fingerprint} of the split is kept. */
    public static final String SPLIT = "split-sha256";

    /** All of it, by the names of the options that set it. */
    public Map<String, String> asMap() {
        var facts = new LinkedHashMap<String, String>();
        facts.put(NETWORK, network);
        facts.put(VALIDATION_IMAGES, String.valueOf(split.validation().size()));
        facts.put(TRAINING_IMAGES, String.valueOf(split.training().size()));
        facts.put(SPLIT, fingerprint(split));
        facts.put(BATCH, String.valueOf(config.batch()));
        facts.put(ACCUMULATION, String.valueOf(config.accumulation()));
        facts.put(EPOCHS, String.valueOf(config.epochs()));
        Optimization optimization = config.optimization();
        facts.put(OPTIMIZER, word(optimization.optimizer()));
        facts.put(LEARNING_RATE, String.valueOf(optimization.learningRate()));
        facts.put(SCHEDULE, word(optimization.schedule()));
        facts.put(WEIGHT_DECAY, String.valueOf(optimization.weightDecay()));
        facts.put(AVERAGING, String.valueOf(optimization.averaging()));
        Objective objective = config.objective();
        facts.put(DICE, String.valueOf(objective.dice()));
        facts.put(
                CLASS_WEIGHTS,
                objective.classWeights().stream().map(String::valueOf).collect(Collectors.joining(",")));
        facts.put(BEST, word(objective.best()));
        facts.put(PATIENCE, String.valueOf(objective.patience()));
        facts.put(AUGMENTATION, nameOf(config.augmentation()));
        facts.put(SEED, String.valueOf(config.seed()));
        facts.put(PRECISION, word(config.precision()));
        facts.put(THREADS, String.valueOf(config.threads()));
        facts.put(DEVICE, device);
        return facts;
    }

    /**
     * The settings that a checkpoint's facts tell of.
     *
     * @throws IOException with a sentence where one is missing or cannot be read
     */
    public static TrainingConfig config(Map<String, String> facts) throws IOException {
        try {
            return new TrainingConfig(
                    Integer.parseInt(fact(facts, BATCH)),
                    Integer.parseInt(fact(facts, ACCUMULATION)),
                    Integer.parseInt(fact(facts, EPOCHS)),
                    new Optimization(
                            Kind.valueOf(constant(facts, OPTIMIZER)),
                            Double.parseDouble(fact(facts, LEARNING_RATE)),
                            Schedule.valueOf(constant(facts, SCHEDULE)),
                            Double.parseDouble(fact(facts, WEIGHT_DECAY)),
                            Double.parseDouble(fact(facts, AVERAGING))),
                    new Objective(
                            Double.parseDouble(fact(facts, DICE)),
                            numbers(fact(facts, CLASS_WEIGHTS)),
                            Criterion.valueOf(constant(facts, BEST)),
                            Integer.parseInt(fact(facts, PATIENCE))),
                    augmentation(fact(facts, AUGMENTATION)),
                    Long.parseLong(fact(facts, SEED)),
                    Precision.valueOf(constant(facts, PRECISION)),
                    Integer.parseInt(fact(facts, THREADS)));
        } catch (IllegalArgumentException e) {
            throw new IOException("the run's settings cannot be read from its checkpoint: " + e.getMessage(), e);
        }
    }

    /**
     * Refuses to go on with a run of other data or settings; more epochs are welcome where the learning rate is constant.
     *
     * @param last the run's last checkpoint; where there is none, nothing is refused
     * @param facts of the run that is wanted
     * @throws IOException with a sentence where it is another run, or the checkpoint cannot be read
     */
    public static void requireSameRun(Path last, Map<String, String> facts) throws IOException {
        if (!Files.exists(last)) {
            return;
        }
        Map<String, String> before = Checkpoint.read(last).facts();
        Set<String> free = word(Schedule.CONSTANT).equals(facts.get(SCHEDULE))
                ? Set.of(EPOCHS, THREADS, DEVICE)
                : Set.of(THREADS, DEVICE);
        for (var fact : facts.entrySet()) {
            String was = before.get(fact.getKey());
            if (!free.contains(fact.getKey()) && !fact.getValue().equals(was)) {
                throw new IOException(
                        "%s holds a run with %s %s, not %s: choose another --out, or the same settings (--resume takes those that are not given from there)"
                                .formatted(last.getParent(), fact.getKey(), was, fact.getValue()));
            }
        }
    }

    /**
     * Images that a checkpoint's facts say were held back.
     *
     * @throws IOException with a sentence where they do not say so
     */
    public static int validationImages(Map<String, String> facts) throws IOException {
        try {
            return Integer.parseInt(fact(facts, VALIDATION_IMAGES));
        } catch (IllegalArgumentException e) {
            throw new IOException("the run's split cannot be read from its checkpoint: " + e.getMessage(), e);
        }
    }

    private static String fact(Map<String, String> facts, String name) {
        String fact = facts.get(name);
        if (fact == null) {
            throw new IllegalArgumentException("it says nothing of " + name);
        }
        return fact;
    }

    private static String constant(Map<String, String> facts, String name) {
        return fact(facts, name).toUpperCase(Locale.ROOT);
    }

    /** A constant as options and facts name it. */
    public static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static List<Double> numbers(String text) {
        return text.isEmpty()
                ? List.of()
                : Arrays.stream(text.split(",")).map(Double::valueOf).toList();
    }

    private static String nameOf(Augmentation augmentation) {
        for (var known : AUGMENTATIONS.entrySet()) {
            if (known.getValue().equals(augmentation)) {
                return known.getKey();
            }
        }
        return augmentation.toString();
    }

    private static Augmentation augmentation(String name) {
        Augmentation augmentation = AUGMENTATIONS.get(name);
        if (augmentation == null) {
            throw new IllegalArgumentException("it augments by " + name + ", which this trainer does not know");
        }
        return augmentation;
    }

    /** SHA-256 over the names on both sides, so that a split is told from another. */
    public static String fingerprint(Split split) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            split.training().forEach(image -> add(digest, "t", image));
            split.validation().forEach(image -> add(digest, "v", image));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static void add(MessageDigest digest, String side, LabelledImage image) {
        digest.update((side + image.name() + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
