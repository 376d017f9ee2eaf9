package io.maskstream.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.maskstream.chaos.cluster.Cluster;
import io.maskstream.chaos.trial.ClusterFixture;
import io.maskstream.chaos.worker.WorkerSettings;
import io.maskstream.chaos.worker.Workers;
import io.maskstream.verify.VerifyCommand;
import io.maskstream.verify.proof.Guarantee;
import io.maskstream.worker.cli.Main;
import io.maskstream.worker.testing.TestModels;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** The verifier's commands against workers that are left in peace, and against none. */
@ExtendWith(ClusterFixture.class)
final class VerifyCommandIT {
    private static final String PREFIX = "commands";

    private record Ended(int exitCode, String output, String errors) {}

    @Test
    void shouldProveWhatWorkersDoAndNotWhatNobodyDoes(Cluster cluster, @TempDir Path folder) throws Exception {
        // Given
        var settings = new WorkerSettings(
                cluster.bootstrapServers(),
                PREFIX,
                Guarantee.EXACTLY_ONCE,
                "classic",
                TestModels.colours(64, 64).writeTo(folder),
                folder,
                List.of());
        Path json = folder.resolve("proof.json");
        try (var workers = Workers.asProcesses(settings)) {
            workers.start("only");
            workers.awaitReady();
            // When
            var run = verify(cluster, "run", "--events=300", "--hostile=0.1", "--run=run1", "--json=" + json);
            var sent = verify(cluster, "send", "--events=100", "--keys=7", "--run=run2");
            var checked = verify(cluster, "check", "--run=run2", "--expect=100");
            var nobody = verify(cluster, "check", "--run=run3");
            workers.stopAll();
            verify(cluster, "send", "--events=10", "--run=run4");
            var lost = verify(cluster, "check", "--run=run4", "--patience=5");
            // Then
            assertThat(run.exitCode).as(run.output + run.errors).isZero();
            assertThat(run.output).contains("PROVED, exactly_once_v2");
            var proof = JsonMapper.shared().readTree(Files.readAllBytes(json));
            assertThat(proof.path("proved").asBoolean()).isTrue();
            assertThat(proof.path("sent").asInt()).isEqualTo(300);
            assertThat(proof.path("counts").path("lost").asInt()).isZero();
            assertThat(sent.output).contains("verify check --run run2 --expect 100");
            assertThat(checked.exitCode).as(checked.output + checked.errors).isZero();
            assertThat(nobody.exitCode).isEqualTo(1);
            assertThat(nobody.output).contains("NOT PROVED: no event of this run");
            assertThat(lost.exitCode).isEqualTo(1);
            assertThat(lost.output).contains("lost: run4-00000 number 0 has no outcome", "NOT PROVED", "lost=10");
        }
    }

    @Test
    void shouldRefuseWhatMakesNoSense(Cluster cluster) {
        assertThat(verify(cluster, "run", "--keys=9", "--events=5").exitCode).isEqualTo(2);
        assertThat(verify(cluster, "run", "--guarantee=at_most_once").errors).contains("at_most_once", "at_least_once");
        assertThat(verify(cluster, "run", "--uris=nowhere.txt").errors).contains("nowhere.txt");
        assertThat(verify(cluster).exitCode).isEqualTo(2);
    }

    private static Ended verify(Cluster cluster, String... arguments) {
        var all = new ArrayList<>(List.of("verify"));
        all.addAll(List.of(arguments));
        if (arguments.length > 0) {
            all.addAll(List.of("--bootstrap", cluster.bootstrapServers(), "--topics-prefix", PREFIX));
        }
        var output = new StringWriter();
        var errors = new StringWriter();
        int exitCode = Main.commandLine(Map.of("verify", VerifyCommand.commandLine()))
                .setOut(new PrintWriter(output, true))
                .setErr(new PrintWriter(errors, true))
                .execute(all.toArray(new String[0]));
        return new Ended(exitCode, output.toString(), errors.toString());
    }
}
