package io.maskstream.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.maskstream.worker.cli.Main;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProofOptionsTest {
    @Test
    void shouldLeaveNoProofOfAnEarlierRunWhereNothingIsProved(@TempDir Path folder) throws Exception {
        // Given
        Path json = Files.writeString(folder.resolve("proof.json"), "{\"proved\": true}");
        var said = new StringWriter();
        var line =
                Main.commandLine(Map.of("verify", VerifyCommand.commandLine())).setErr(new PrintWriter(said));
        // When: nobody has this name
        int exitCode = line.execute(
                "verify", "check", "--run", "one", "--bootstrap", "kafka.invalid:9092", "--json", json.toString());
        // Then
        assertThat(exitCode).as(said.toString()).isEqualTo(1);
        assertThat(json).doesNotExist();
    }

    @Test
    void shouldSayBeforeItReadsThatItCannotWriteTheProof(@TempDir Path folder) {
        // Given
        var said = new StringWriter();
        var line =
                Main.commandLine(Map.of("verify", VerifyCommand.commandLine())).setErr(new PrintWriter(said));
        // When: nobody has this name
        int exitCode = line.execute(
                "verify", "check", "--run", "one", "--bootstrap", "kafka.invalid:9092", "--json", folder.toString());
        // Then
        assertThat(exitCode).isEqualTo(1);
        assertThat(said.toString())
                .startsWith(folder + " cannot be written (--json)")
                .doesNotContain("kafka");
    }
}
