package io.maskstream.trainer.training;

import io.maskstream.trainer.data.Samples;
import io.maskstream.trainer.optimization.Optimizer;
import io.maskstream.trainer.optimization.WeightAverage;
import io.maskstream.trainer.pytorch.NativeWork;
import io.maskstream.trainer.pytorch.TorchNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ForkJoinPool;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Trains a network, and keeps two checkpoints in the run's folder: {@code last} after each epoch, to go on from, and {@code best},
 * of the epoch that did best on the validation images.
 */
public final class Trainer {
    /** To go on from: weights, optimizer, history. */
    public static final String LAST = "last.safetensors";
    /** Weights of the best epoch. */
    public static final String BEST = "best.safetensors";

    /**
     * Images that a thread takes through the network at once, where the gradient of a batch is the sum of its images' gradients. What
     * the layers make of an image is kept until its gradient is there: about 140 MB an image of the lesson's network.
     */
    private static final int SLICE = 8;

    private final TorchNetwork network;
    private final Samples training;
    private final Samples validation;
    private final TrainingConfig config;
    private final Map<String, String> facts;
    private final Path folder;
    private final TrainingListener listener;
    private final History history;
    private final int stepsPerEpoch;
    private final int slice;

    /**
     * @param network trained in place; owned by the caller
     * @param facts words that go into the checkpoints
     * @param folder of the run; exists
     */
    public Trainer(
            TorchNetwork network,
            Samples training,
            Samples validation,
            TrainingConfig config,
            Map<String, String> facts,
            Path folder,
            TrainingListener listener) {
        this.network = network;
        this.training = training;
        this.validation = validation;
        this.config = config;
        this.facts = Map.copyOf(facts);
        this.folder = folder;
        this.listener = listener;
        this.history = new History(config.objective());
        int imagesPerStep = config.batch() * config.accumulation();
        config.objective().requireClasses(network.definition().classes());
        boolean apart = !network.definition().normalised() && config.objective().separable();
        this.slice = apart && network.device().isCpu() ? SLICE : config.batch();
        this.stepsPerEpoch = (training.count() + imagesPerStep - 1) / imagesPerStep;
    }

    /**
     * Trains up to the configured number of epochs, or until patience runs out, going on after the last finished epoch where the
     * folder has a checkpoint.
     *
     * @return the figures of all epochs
     * @throws IOException where a checkpoint cannot be read, or written
     */
    public List<EpochFigures> run() throws IOException {
        try (var run = new Run()) {
            Path last = folder.resolve(LAST);
            if (Files.exists(last)) {
                run.restore(Checkpoint.read(last));
            }
            while (history.epochs() < config.epochs() && !history.patienceIsOver()) {
                run.trainEpoch(history.epochs() + 1);
            }
        }
        return history.figures();
    }

    /** What lives as long as one call of {@link #run}. */
    private final class Run implements AutoCloseable {
        // A GPU shares a batch out by itself.
        private final int threads = network.device().isCpu() ? config.threads() : 1;
        private final Replicas replicas = new Replicas(network, threads);
        // One thread feeds a GPU, and would keep it waiting while it changed one image after the other.
        private final @Nullable ForkJoinPool helpers =
                network.device().isCpu() ? null : new ForkJoinPool(config.threads());
        private final Optimizer optimizer = Optimizer.of(config.optimization(), network.parameters());
        private final @Nullable WeightAverage average = config.optimization().averaging() == 0
                ? null
                : new WeightAverage(network, config.optimization().averaging());
        private final Replicas judged = average == null ? replicas : new Replicas(average.network(), threads);
        private double learningRate;

        void restore(Checkpoint checkpoint) throws IOException {
            checkpoint.restore(network);
            checkpoint.restore(optimizer);
            if (average != null) {
                checkpoint.restore(average);
            }
            replicas.adoptStatistics();
            history.restore(checkpoint.history());
        }

        void trainEpoch(int epoch) throws IOException {
            listener.epochStarted(epoch, config.epochs(), training.count());
            var batches = new Batches(training, config.batch(), helpers);
            int[] order = batches.shuffledOrder(config.seed(), epoch);
            long started = System.nanoTime();
            double loss = 0;
            int seen = 0;
            for (int index = 0; index < stepsPerEpoch; index++) {
                int[] images = Arrays.copyOfRange(
                        order, seen, Math.min(order.length, seen + config.batch() * config.accumulation()));
                loss += step(batches, images, epoch, (epoch - 1L) * stepsPerEpoch + index + 1) * images.length;
                seen += images.length;
                listener.batchDone(seen, loss / seen, seen / secondsSince(started));
            }
            if (Double.isNaN(loss)) {
                throw new IOException(
                        "the loss of epoch %d is not a number: the weights have run away; start again with a lower --learning-rate"
                                .formatted(epoch));
            }
            finish(epoch, loss / seen, seen / secondsSince(started), started);
        }

        /** One step down the gradient; the mean loss of its images before it. */
        private double step(Batches batches, int[] images, int epoch, long step) {
            double loss = 0;
            for (int from = 0; from < images.length; from += config.batch()) {
                loss += gradients(batches, batches.batch(images, from), images.length, epoch);
            }
            double progress = (double) step / ((long) stepsPerEpoch * config.epochs());
            learningRate = config.optimization().learningRate()
                    * config.optimization().schedule().factor(progress);
            try (var work = NativeWork.begin();
                    var scope = new PointerScope();
                    var guard = new NoGradGuard()) {
                replicas.sumGradients();
                replicas.shareStatistics();
                optimizer.step(step, learningRate);
                if (average != null) {
                    average.follow(step);
                }
            }
            return loss;
        }

        private double gradients(Batches batches, int[] batch, int imagesOfStep, int epoch) {
            return replicas.sum(batch, (replica, share) -> {
                double loss = 0;
                for (int from = 0; from < share.length; from += slice) {
                    int[] images = Arrays.copyOfRange(share, from, Math.min(share.length, from + slice));
                    loss += gradients(replica, batches, images, imagesOfStep, epoch);
                }
                return loss;
            });
        }

        private double gradients(TorchNetwork replica, Batches batches, int[] images, int imagesOfStep, int epoch) {
            try (var work = NativeWork.begin("gradients", replica.definition(), config.precision(), images.length);
                    var scope = new PointerScope()) {
                double weight = (double) images.length / imagesOfStep;
                var labelled = batches.augmented(images, config.augmentation(), config.seed(), epoch);
                Tensor scores = replica.forward(labelled.images(), config.precision(), true);
                Tensor weighted = config.objective()
                        .loss(scores, network.device().place(labelled.labels()))
                        .mul(new Scalar(weight));
                weighted.backward();
                return weighted.item_double();
            }
        }

        private void finish(int epoch, double loss, double imagesPerSecond, long started) throws IOException {
            judged.adoptStatistics();
            Validation result = Validation.of(judged, network.definition().classes(), validation);
            var figures = new EpochFigures(
                    epoch,
                    loss,
                    result.loss(),
                    result.confusion().pixelAccuracy(),
                    result.confusion().intersectionOverUnion(),
                    result.confusion().meanIntersectionOverUnion(),
                    imagesPerSecond,
                    secondsSince(started),
                    learningRate);
            boolean best = history.add(figures);
            save(best);
            listener.epochDone(judgedNetwork(), history.figures(), best);
        }

        private TorchNetwork judgedNetwork() {
            return average == null ? network : average.network();
        }

        private void save(boolean best) throws IOException {
            // The best first: killed between the two, the run goes on from the epoch before and writes the same best
            // again.
            try (var work = NativeWork.begin()) {
                if (best) {
                    Checkpoint.of(facts, history.figures(), judgedNetwork()).write(folder.resolve(BEST));
                }
                Checkpoint last =
                        Checkpoint.of(facts, history.figures(), network).with(optimizer);
                (average == null ? last : last.with(average)).write(folder.resolve(LAST));
            }
        }

        @Override
        public void close() {
            if (average != null) {
                judged.close();
                average.close();
            }
            optimizer.close();
            replicas.close();
            if (helpers != null) {
                helpers.shutdown();
            }
        }
    }

    private static double secondsSince(long nanoTime) {
        return (System.nanoTime() - nanoTime) / 1e9;
    }
}
