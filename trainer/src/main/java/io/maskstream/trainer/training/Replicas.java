package io.maskstream.trainer.training;

import io.maskstream.trainer.pytorch.TorchNetwork;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.ToDoubleBiFunction;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * A network on several threads: each works on a share of a batch with the same weights, and gradients of its own that are
 * summed in a fixed order, so that two runs give the same sums.
 *
 * <p>Instead of PyTorch's own threads, which meet several times in each layer: replicas meet once in a step, so that a core that
 * is busy elsewhere holds up the others less.
 */
final class Replicas implements AutoCloseable {
    private final List<TorchNetwork> networks = new ArrayList<>();
    private final ExecutorService executor;

    /**
     * @param network owned by the caller; its weights are those of all replicas
     * @param count threads, 1 or more
     */
    Replicas(TorchNetwork network, int count) {
        networks.add(network);
        for (int replica = 1; replica < count; replica++) {
            networks.add(network.sharingWeights());
        }
        executor = Executors.newFixedThreadPool(count, work -> {
            var thread = new Thread(
                    () -> {
                        torch.set_num_threads(1);
                        work.run();
                    },
                    "replica");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Splits sample indices into a share for each replica, works on all at once, and adds up what comes of it.
     *
     * @param work given a network and a share, run on a thread of its own
     */
    double sum(int[] samples, ToDoubleBiFunction<TorchNetwork, int[]> work) {
        var shares = new ArrayList<Future<Double>>();
        for (int replica = 0; replica < networks.size(); replica++) {
            int from = (int) ((long) replica * samples.length / networks.size());
            int to = (int) ((replica + 1L) * samples.length / networks.size());
            TorchNetwork network = networks.get(replica);
            if (from < to) {
                int[] share = Arrays.copyOfRange(samples, from, to);
                shares.add(executor.submit(() -> work.applyAsDouble(network, share)));
            }
        }
        double sum = 0;
        for (Future<Double> share : shares) {
            sum += await(share);
        }
        return sum;
    }

    private static double await(Future<Double> share) {
        try {
            return share.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("training was interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a training thread failed: " + e.getCause(), e.getCause());
        }
    }

    /** Adds the gradients of all replicas to the first one's, and clears the others. To be called where none are recorded. */
    void sumGradients() {
        networks.get(0).parameters().forEach((name, parameter) -> {
            for (TorchNetwork other : networks.subList(1, networks.size())) {
                Tensor gradient = other.parameter(name).mutable_grad();
                if (gradient.defined()) {
                    parameter.mutable_grad().add_(gradient);
                    gradient.zero_();
                }
            }
        });
    }

    /**
     * Gives all replicas the mean of their moving statistics, since each has normalised its own share. To be called where no
     * gradients are recorded.
     */
    void shareStatistics() {
        if (networks.size() == 1) {
            return;
        }
        networks.get(0).statistics().forEach((name, mean) -> {
            List<TorchNetwork> others = networks.subList(1, networks.size());
            others.forEach(other -> mean.add_(other.statistic(name)));
            mean.div_(new Scalar(networks.size()));
        });
        adoptStatistics();
    }

    /** Gives all replicas the first one's moving statistics. */
    void adoptStatistics() {
        try (var scope = new PointerScope();
                var guard = new NoGradGuard()) {
            for (TorchNetwork other : networks.subList(1, networks.size())) {
                networks.get(0).statistics().forEach((name, tensor) -> other.statistic(name)
                        .copy_(tensor));
            }
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
        networks.subList(1, networks.size()).forEach(TorchNetwork::close);
    }
}
