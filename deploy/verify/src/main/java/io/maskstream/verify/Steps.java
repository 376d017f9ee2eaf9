package io.maskstream.verify;

import io.maskstream.verify.proof.Ledger;
import io.maskstream.worker.cli.common.Progress;

/** Moves a progress bar by what was answered since the last look. */
final class Steps implements Runnable {
    private final Ledger ledger;
    private final Progress progress;
    private long shown;

    Steps(Ledger ledger, Progress progress) {
        this.ledger = ledger;
        this.progress = progress;
    }

    @Override
    public void run() {
        for (; shown < ledger.answered(); shown++) {
            progress.step();
        }
    }
}
