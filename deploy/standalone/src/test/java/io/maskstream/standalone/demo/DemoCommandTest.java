package io.maskstream.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.maskstream.worker.cli.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DemoCommandTest {
    private final StringWriter errors = new StringWriter();

    @Test
    void shouldSayBeforeItStartsThatWorkersCannotBeToldOfAFolderWithAComma(@TempDir Path folder) throws IOException {
        // Given
        Path images = Files.createDirectory(folder.resolve("cats,dogs"));
        Path out = folder.resolve("out");
        // Then
        assertThat(run("--images", images.toString(), "--out", out.toString())).isEqualTo(1);
        assertThat(run("--out", images.resolve("out").toString())).isEqualTo(1);
        assertThat(errors.toString())
                .contains(images + " (--images) has a comma", images.resolve("out") + " (--out) has a comma");
        assertThat(out).doesNotExist();
        assertThat(images).isEmptyDirectory();
    }

    private int run(String... options) {
        var words = new ArrayList<>(List.of("demo"));
        words.addAll(List.of(options));
        return Main.commandLine(Map.of("demo", new DemoCommand()))
                .setErr(new PrintWriter(errors, true))
                .execute(words.toArray(new String[0]));
    }
}
