package io.maskstream.trainer.training;

import io.maskstream.trainer.data.Augmentation;
import io.maskstream.trainer.network.Networks;
import io.maskstream.trainer.optimization.Optimization;
import io.maskstream.trainer.optimization.Optimization.Kind;
import io.maskstream.trainer.optimization.Optimization.Schedule;
import io.maskstream.trainer.pytorch.TorchNetwork.Precision;
import io.maskstream.trainer.training.Objective.Criterion;
import java.util.List;

/** How each network is trained where nothing else is asked for. */
public final class Recipes {
    private Recipes() {}

    /**
     * The lesson's recipe for the lesson's network; for others the one that did best on 505 photographs, see
     * {@code docs/decisions}.
     */
    public static TrainingConfig of(String network, long seed, int threads) {
        if (network.equals(Networks.LESSON)) {
            return TrainingConfig.lesson(
                    TrainingConfig.DEFAULT_BATCH,
                    TrainingConfig.DEFAULT_EPOCHS,
                    TrainingConfig.DEFAULT_LEARNING_RATE,
                    seed,
                    Precision.FLOAT32,
                    threads);
        }
        return new TrainingConfig(
                16,
                1,
                150,
                new Optimization(Kind.ADAMW, 3e-3, Schedule.ONE_CYCLE, 0.05, 0.998),
                new Objective(0.5, List.of(), Criterion.MEAN_IOU, 0),
                Augmentation.STANDARD,
                seed,
                Precision.FLOAT32,
                threads);
    }
}
