package io.maskstream.trainer.cli;

import io.maskstream.trainer.data.LabelledImage;
import io.maskstream.trainer.data.Split;
import io.maskstream.trainer.training.Checkpoint;
import io.maskstream.trainer.training.TrainingConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What a run is made of, in words: kept in its checkpoints, so that a run is gone on with only by itself. */
record RunFacts(String network, Split split, TrainingConfig config) {
    static final String NETWORK = "network";
    static final String TRAINING_IMAGES = "training-images";
    static final String VALIDATION_IMAGES = "validation-images";
    static final String BATCH = "batch";
    static final String EPOCHS = "epochs";
    static final String LEARNING_RATE = "learning-rate";
    static final String SEED = "seed";
    static final String PRECISION = "precision";
    static final String SPLIT = "split-sha256";

    Map<String, String> asMap() {
        var facts = new LinkedHashMap<String, String>();
        facts.put(NETWORK, network);
        facts.put(TRAINING_IMAGES, String.valueOf(split.training().size()));
        facts.put(VALIDATION_IMAGES, String.valueOf(split.validation().size()));
        facts.put(SPLIT, fingerprint(split));
        facts.put(BATCH, String.valueOf(config.batch()));
        facts.put(EPOCHS, String.valueOf(config.epochs()));
        facts.put(LEARNING_RATE, String.valueOf(config.learningRate()));
        facts.put(SEED, String.valueOf(config.seed()));
        facts.put(PRECISION, config.precision().name().toLowerCase(Locale.ROOT));
        return facts;
    }

    /** Refuses to go on with a run of other data or settings; more epochs are welcome. */
    static void requireSameRun(Path last, Map<String, String> facts) throws IOException {
        if (!Files.exists(last)) {
            return;
        }
        Map<String, String> before = Checkpoint.read(last).facts();
        for (var fact : facts.entrySet()) {
            String was = before.get(fact.getKey());
            if (!fact.getKey().equals(EPOCHS) && !fact.getValue().equals(was)) {
                throw new IOException("%s holds a run with %s %s, not %s: choose another --out, or the same settings"
                        .formatted(last.getParent(), fact.getKey(), was, fact.getValue()));
            }
        }
    }

    /** SHA-256 over the names on both sides, so that a split is told from another. */
    static String fingerprint(Split split) {
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
