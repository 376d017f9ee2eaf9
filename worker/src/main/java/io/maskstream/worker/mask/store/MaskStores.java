package io.maskstream.worker.mask.store;

import io.maskstream.worker.s3.S3Config;
import io.maskstream.worker.s3.S3Objects;
import org.jspecify.annotations.Nullable;

/** Opens the mask store that is configured. */
public final class MaskStores {
    private MaskStores() {}

    /** Opens it, and writes nothing; null where there is none. */
    public static @Nullable MaskStore open(MaskStoreConfig config, S3Config s3) {
        if (config.place() instanceof MaskStoreConfig.Folder folder) {
            return new FolderMaskStore(folder.path());
        }
        if (config.place() instanceof MaskStoreConfig.Bucket bucket) {
            return new S3MaskStore(bucket.prefix(), new S3Objects(s3), config.timeout());
        }
        return null;
    }
}
