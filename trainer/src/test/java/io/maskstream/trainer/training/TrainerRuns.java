package io.maskstream.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.maskstream.trainer.data.Augmentation;
import io.maskstream.trainer.data.Samples;
import io.maskstream.trainer.fixture.TinyNetworks;
import io.maskstream.trainer.fixture.TinyRun;
import io.maskstream.trainer.fixture.TinySamples;
import io.maskstream.trainer.network.NetworkDefinition;
import io.maskstream.trainer.network.WeightArray;
import io.maskstream.trainer.optimization.Optimization;
import io.maskstream.trainer.pytorch.TorchNetwork.Precision;
import io.maskstream.trainer.storage.Safetensors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Runs on twelve images whose colours say all, judged on five more. */
final class TrainerRuns {
    static final NetworkDefinition NORMALISED = TinyNetworks.normalised(16, 16);

    private static final NetworkDefinition TINY = TinyNetworks.hourglass(16, 16);
    private static final Samples TRAINING = TinySamples.coloured(12, 16, 16, 1);
    private static final Samples VALIDATION = TinySamples.coloured(5, 16, 16, 2);

    private TrainerRuns() {}

    static List<EpochFigures> train(Path folder, TrainingConfig config) throws IOException {
        return train(folder, config, new TinyRun.Unheard());
    }

    static List<EpochFigures> train(Path folder, TrainingConfig config, TrainingListener listener) throws IOException {
        return TinyRun.train(TINY, TRAINING, VALIDATION, config, folder, listener);
    }

    /** Of a network that keeps statistics of its batches. */
    static List<EpochFigures> trainNormalised(Path folder, TrainingConfig config, TrainingListener listener)
            throws IOException {
        return TinyRun.train(NORMALISED, TRAINING, VALIDATION, config, folder, listener);
    }

    /** All that a run can do, at once: batches in parts, a schedule, an average of the weights, augmentation, two threads. */
    static TrainingConfig everything(int epochs) {
        return new TrainingConfig(
                4,
                2,
                epochs,
                new Optimization(Optimization.Kind.ADAMW, 0.01, Optimization.Schedule.ONE_CYCLE, 0.05, 0.9),
                new Objective(0.5, List.of(1.0, 1.0, 2.0), Objective.Criterion.LOSS, 0),
                Augmentation.STANDARD,
                7,
                Precision.FLOAT32,
                2);
    }

    static void assertSameArrays(Path one, Path other, String name) throws IOException {
        Map<String, WeightArray> expected =
                Safetensors.read(other.resolve(name)).arrays();
        Map<String, WeightArray> arrays = Safetensors.read(one.resolve(name)).arrays();
        assertThat(arrays.keySet()).isEqualTo(expected.keySet());
        assertThat(arrays).allSatisfy((key, array) -> assertThat(array.values())
                .as(key)
                .isEqualTo(expected.getOrDefault(key, new WeightArray(List.of(0L), new float[0]))
                        .values()));
    }
}
