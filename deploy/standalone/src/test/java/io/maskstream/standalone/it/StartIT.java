package io.maskstream.standalone.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.maskstream.standalone.it.process.Program;
import io.maskstream.worker.testing.TestModels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starts that this machine does not let succeed, before Kafka is asked for anything. */
final class StartIT {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void shouldSayInASentenceThatNativeLibrariesDoNotLoad() throws Exception {
        // Given: nothing can be unpacked into what is no folder
        Path file = Files.createFile(folder.resolve("file"));
        Path model = TestModels.colours(64, 64).writeTo(folder);
        var environment = Map.of("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + file);
        var arguments = List.of("worker", "--kafka.bootstrap.servers=127.0.0.1:1", "--http.port=0", "--model=" + model);
        try (var worker = Program.start(folder.resolve("worker.log"), environment, arguments)) {
            // When
            int exitCode = worker.awaitEnd();
            // Then
            assertThat(exitCode).isEqualTo(1);
            assertThat(worker.said())
                    .contains("the native libraries do not load", "-Djava.io.tmpdir=DIR")
                    .doesNotContain("\tat io.maskstream");
        }
    }
}
