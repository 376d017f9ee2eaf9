package io.maskstream.trainer.training;

import java.util.ArrayList;
import java.util.List;

/** The figures of a run's epochs so far, and by its objective which is the best and whether another is worth its time. */
final class History {
    private final Objective objective;
    private final List<EpochFigures> epochs = new ArrayList<>();

    History(Objective objective) {
        this.objective = objective;
    }

    /** What earlier epochs came to, before the first of this run. */
    void restore(List<EpochFigures> earlier) {
        epochs.addAll(earlier);
    }

    /** @return whether it is better than all before it */
    boolean add(EpochFigures figures) {
        boolean best = epochs.isEmpty() || objective.best().better(figures, best());
        epochs.add(figures);
        return best;
    }

    private EpochFigures best() {
        EpochFigures best = epochs.get(0);
        for (EpochFigures figures : epochs) {
            if (objective.best().better(figures, best)) {
                best = figures;
            }
        }
        return best;
    }

    /** Whether the best is as many epochs ago as the objective waits; never where it waits for ever. */
    boolean patienceIsOver() {
        int patience = objective.patience();
        return patience > 0 && !epochs.isEmpty() && epochs.size() - best().epoch() >= patience;
    }

    /** Finished, those of earlier runs among them. */
    int epochs() {
        return epochs.size();
    }

    /** As it is now, the last epoch last. */
    List<EpochFigures> figures() {
        return List.copyOf(epochs);
    }
}
