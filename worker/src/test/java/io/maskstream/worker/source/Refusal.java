package io.maskstream.worker.source;

import io.maskstream.worker.source.reading.ImageSource;
import io.maskstream.worker.source.reading.SourceException;

/** The exception that a source throws for a reference, which has to be thrown. */
final class Refusal {
    private Refusal() {}

    static SourceException of(ImageSource source, String uri) {
        try {
            throw new AssertionError("read " + source.fetch(uri).length + " bytes");
        } catch (SourceException e) {
            return e;
        }
    }
}
