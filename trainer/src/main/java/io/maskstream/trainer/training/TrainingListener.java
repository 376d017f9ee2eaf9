package io.maskstream.trainer.training;

import io.maskstream.trainer.pytorch.TorchNetwork;
import java.io.IOException;
import java.util.List;

/** Told how training goes on, on the thread that trains. */
public interface TrainingListener {
    /** @param images in the epoch */
    void epochStarted(int epoch, int epochs, int images);

    /**
     * @param images that the epoch has seen so far
     * @param loss mean over those
     * @param imagesPerSecond over the epoch so far
     */
    void batchDone(int images, double loss, double imagesPerSecond);

    /**
     * @param judged the network that the figures are of: the average of the weights, where that is kept; owned by the trainer
     * @param history figures of all epochs, this one last
     * @param best whether it is better than every epoch before; its weights have been saved as the best
     * @throws IOException where the listener cannot write its report, which ends the run
     */
    void epochDone(TorchNetwork judged, List<EpochFigures> history, boolean best) throws IOException;
}
