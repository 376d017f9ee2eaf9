package io.maskstream.worker.pipeline;

import io.maskstream.schemas.event.FailureReason;
import io.maskstream.worker.source.reading.ByteAllowance;
import io.maskstream.worker.source.reading.ImageSource;
import io.maskstream.worker.source.reading.SourceException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A source that holds what a test put into it. */
final class Images implements ImageSource {
    private final Map<String, byte[]> images = new ConcurrentHashMap<>();

    Images holding(String uri, byte[] bytes) {
        images.put(uri, bytes);
        return this;
    }

    @Override
    public byte[] fetch(String uri, ByteAllowance allowance) throws SourceException {
        byte[] bytes = images.get(uri);
        if (bytes == null) {
            throw new SourceException(FailureReason.NOT_FOUND, "There is no image " + uri + ".");
        }
        return bytes;
    }
}
