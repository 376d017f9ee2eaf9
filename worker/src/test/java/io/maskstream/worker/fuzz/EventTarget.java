package io.maskstream.worker.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.maskstream.schemas.json.EventMapper;
import io.maskstream.schemas.json.ImageEventReader;
import io.maskstream.schemas.json.InvalidEventException;

/** Any event is read or refused. */
public final class EventTarget {
    private static final ImageEventReader READER = new ImageEventReader(new EventMapper());

    private EventTarget() {}

    /** Throws where it is not so; the name is Jazzer's. */
    public static void fuzzerTestOneInput(byte[] input) {
        try {
            assertThat(READER.read(input).uri()).isNotBlank();
        } catch (InvalidEventException refused) {
            assertThat(refused.getMessage()).isNotBlank();
        }
    }
}
