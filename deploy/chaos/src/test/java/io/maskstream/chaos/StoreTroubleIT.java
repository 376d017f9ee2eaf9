package io.maskstream.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.maskstream.chaos.cluster.Cluster;
import io.maskstream.chaos.trial.ClusterFixture;
import io.maskstream.chaos.trial.Sizes;
import io.maskstream.chaos.trial.Trial;
import io.maskstream.chaos.trial.Waves;
import io.maskstream.verify.event.Plan;
import io.maskstream.verify.event.Reference;
import io.maskstream.verify.event.References;
import io.maskstream.verify.proof.Guarantee;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Nothing can be written at the mask store for a while, as on a full disk: where its folder was is a file. */
@ExtendWith(ClusterFixture.class)
final class StoreTroubleIT {
    private static final int EVENTS = 400;
    private static final int KEYS = 61;

    @Test
    void shouldEndEveryEventAndWriteMasksAgainWhenThereIsRoom(Cluster cluster, @TempDir Path folder) throws Exception {
        // Given
        Path disk = Files.createDirectories(folder.resolve("disk"));
        Path away = folder.resolve("away");
        var plan = new Plan("store", Sizes.seed(), EVENTS, KEYS, 0, drawn(), List.of());
        var waves = new Waves();
        try (var trial = new Trial(
                cluster,
                folder,
                plan,
                Guarantee.EXACTLY_ONCE,
                "classic",
                "--mask.store=" + disk.resolve("masks").toUri(),
                "--mask.inline-limit=1",
                "--retry.attempts=2",
                "--retry.delay=100ms")) {
            trial.begin(waves, "worker-1");
            // When
            waves.allow(EVENTS / 4);
            trial.awaitAnswered(EVENTS / 4);
            Files.move(disk, away);
            Files.writeString(disk, "in the way");
            waves.allow(EVENTS / 2);
            trial.awaitAnswered(EVENTS / 2);
            Files.delete(disk);
            Files.move(away, disk);
            waves.allow(EVENTS);
            // Then
            var proof = trial.prove();
            assertThat(proof.failed()).as("while nothing could be written").isEqualTo(EVENTS / 4);
            assertThat(proof.masks())
                    .as("before, and since there is room again")
                    .isEqualTo(EVENTS - EVENTS / 4);
        }
    }

    /** Images that may fail. */
    private static List<Reference> drawn() {
        return References.drawn().stream()
                .map(image -> Reference.unknown(image.uri()))
                .toList();
    }
}
