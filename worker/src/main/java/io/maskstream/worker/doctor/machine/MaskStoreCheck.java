package io.maskstream.worker.doctor.machine;

import io.maskstream.worker.doctor.Check;
import io.maskstream.worker.doctor.Finding;
import io.maskstream.worker.mask.store.MaskStore;
import io.maskstream.worker.mask.store.MaskStoreException;

/**
 * Whether masks that are too large for their events can be kept. What it writes to find out is gone afterwards; nothing is written to a bucket.
 *
 * @param store of the worker
 */
public record MaskStoreCheck(MaskStore store) implements Check {

    @Override
    public String name() {
        return "store";
    }

    @Override
    public Finding look() {
        try {
            var seen = store.look();
            return seen.sure()
                    ? Finding.ok(seen.what())
                    : Finding.warn(
                            seen.what(),
                            "whether masks may be written there is not known; with the right s3:ListBucket it can be looked at");
        } catch (MaskStoreException unusable) {
            return Finding.fail(unusable.sentence(), "");
        }
    }
}
