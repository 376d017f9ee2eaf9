package io.maskstream.trainer.training;

import io.maskstream.trainer.data.Samples;
import io.maskstream.trainer.network.TorchNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Trains a network with sparse categorical cross-entropy and RMSprop, as the lesson does, and keeps two checkpoints in the
 * run's folder: {@code last} after each epoch, to go on from, and {@code best}, of the lowest validation loss.
 */
public final class Trainer {
    /** To go on from: weights, optimizer, history. */
    public static final String LAST = "last.safetensors";
    /** Weights of the epoch of lowest validation loss. */
    public static final String BEST = "best.safetensors";

    private final TorchNetwork network;
    private final Samples training;
    private final Samples validation;
    private final TrainingConfig config;
    private final Map<String, String> facts;
    private final Path folder;
    private final TrainingListener listener;
    private final List<EpochFigures> history = new ArrayList<>();

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
    }

    /**
     * Trains up to the configured number of epochs, going on after the last finished one where the folder has a checkpoint.
     *
     * @return the figures of all epochs
     * @throws IOException where a checkpoint cannot be read, or written
     */
    public List<EpochFigures> run() throws IOException {
        try (var replicas = new Replicas(network, config.threads());
                var optimizer = new KerasRmsProp(network.parameters(), config.learningRate())) {
            Path last = folder.resolve(LAST);
            if (Files.exists(last)) {
                Checkpoint checkpoint = Checkpoint.read(last);
                checkpoint.restore(network);
                checkpoint.restore(optimizer);
                history.addAll(checkpoint.history());
            }
            while (history.size() < config.epochs()) {
                trainEpoch(history.size() + 1, replicas, optimizer);
            }
        }
        return List.copyOf(history);
    }

    private void trainEpoch(int epoch, Replicas replicas, KerasRmsProp optimizer) throws IOException {
        listener.epochStarted(epoch, config.epochs(), training.count());
        var batches = new Batches(training, config.batch());
        int[] order = batches.shuffledOrder(config.seed(), epoch);
        long started = System.nanoTime();
        double loss = 0;
        int seen = 0;
        while (seen < order.length) {
            int[] batch = batches.batch(order, seen);
            loss += step(replicas, batches, batch, optimizer) * batch.length;
            seen += batch.length;
            listener.batchDone(seen, loss / seen, seen / secondsSince(started));
        }
        if (Double.isNaN(loss)) {
            throw new IOException(
                    "the loss of epoch %d is not a number: the weights have run away; start again with a lower --learning-rate"
                            .formatted(epoch));
        }
        double imagesPerSecond = seen / secondsSince(started);
        Validation judged = Validation.of(replicas, network.definition().classes(), validation);
        var figures = new EpochFigures(
                epoch,
                loss / seen,
                judged.loss(),
                judged.confusion().pixelAccuracy(),
                judged.confusion().intersectionOverUnion(),
                judged.confusion().meanIntersectionOverUnion(),
                imagesPerSecond,
                secondsSince(started));
        boolean best = history.stream().allMatch(before -> figures.validationLoss() < before.validationLoss());
        history.add(figures);
        save(optimizer, best);
        listener.epochDone(List.copyOf(history), best);
    }

    /** One step down the gradient; the mean loss of the batch before it. */
    private double step(Replicas replicas, Batches batches, int[] batch, KerasRmsProp optimizer) {
        double loss = replicas.sum(batch, (replica, share) -> {
            try (var scope = new PointerScope()) {
                double weight = (double) share.length / batch.length;
                Tensor scores = replica.forward(batches.images(share), config.precision());
                Tensor weighted =
                        torch.cross_entropy_loss(scores, batches.labels(share)).mul(new Scalar(weight));
                weighted.backward();
                return weighted.item_double();
            }
        });
        try (var scope = new PointerScope();
                var guard = new NoGradGuard()) {
            replicas.sumGradients();
            optimizer.step();
        }
        return loss;
    }

    private void save(KerasRmsProp optimizer, boolean best) throws IOException {
        var checkpoint = Checkpoint.of(facts, history, network);
        // The best first: killed between the two, the run goes on from the epoch before and writes the same best again.
        if (best) {
            checkpoint.write(folder.resolve(BEST));
        }
        checkpoint.with(optimizer).write(folder.resolve(LAST));
    }

    private static double secondsSince(long nanoTime) {
        return (System.nanoTime() - nanoTime) / 1e9;
    }
}
