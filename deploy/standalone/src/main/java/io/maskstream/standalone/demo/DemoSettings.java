package io.maskstream.standalone.demo;

import io.maskstream.worker.topology.runtime.settings.ProcessingGuarantee;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the user asked for.
 *
 * @param images a folder or a file, or null for drawn scenes
 * @param alsoRead folders of images that may be sent later
 * @param scenes how many scenes are drawn where {@code images} is null
 * @param workers processes, 1 or more
 * @param exitWhenDone false to go on until it is stopped
 */
record DemoSettings(
        @Nullable Path images,
        List<Path> alsoRead,
        int scenes,
        Path out,
        int workers,
        Path model,
        ProcessingGuarantee guarantee,
        boolean exitWhenDone) {

    /** What the demo reads of the user's, by the options that name it. */
    Map<String, List<Path>> inputs() {
        return Map.of(
                "--images",
                images == null ? List.of() : List.of(images),
                "--also-read",
                alsoRead,
                "--model",
                List.of(model));
    }
}
