package io.maskstream.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.maskstream.chaos.cluster.Cluster;
import io.maskstream.chaos.source.TroubledServer;
import io.maskstream.chaos.source.TroubledServer.Trouble;
import io.maskstream.chaos.trial.ClusterFixture;
import io.maskstream.chaos.trial.Sizes;
import io.maskstream.chaos.trial.Trial;
import io.maskstream.chaos.trial.Waves;
import io.maskstream.verify.event.Plan;
import io.maskstream.verify.event.Reference;
import io.maskstream.verify.event.References;
import io.maskstream.verify.proof.Guarantee;
import io.maskstream.worker.testing.TestImages;
import java.awt.Color;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A source hangs, resets, drips and says that it is busy, and then is well again, while a worker is killed. */
@ExtendWith(ClusterFixture.class)
final class SourceTroubleIT {
    private static final int EVENTS = 600;
    private static final int KEYS = 97;
    private static final int OF_EACH_TROUBLE = 5;

    @Test
    void shouldEndEveryEventAndServeTheSourceWhenItIsWellAgain(Cluster cluster, @TempDir Path folder) throws Exception {
        // Given
        byte[] png = TestImages.png(TestImages.stripes(40, 30, Color.RED, Color.BLUE));
        try (var server = new TroubledServer(png)) {
            var plan = new Plan("source", Sizes.seed(), EVENTS, KEYS, 0, references(server), List.of());
            var waves = new Waves();
            try (var trial = new Trial(
                    cluster,
                    folder,
                    plan,
                    Guarantee.EXACTLY_ONCE,
                    "classic",
                    "--source.networks=127.0.0.1/32",
                    "--source.ports=*",
                    "--source.timeout=2s",
                    "--retry.attempts=2",
                    "--retry.delay=100ms")) {
                trial.begin(waves, "worker-1", "worker-2");
                // When
                waves.allow(EVENTS / 3);
                trial.awaitAnswered(EVENTS / 6);
                trial.workers().kill("worker-1");
                trial.workers().start("worker-1");
                trial.awaitAnswered(EVENTS / 3);
                server.heal();
                trial.workers().awaitReady();
                waves.allow(EVENTS);
                // Then
                var proof = trial.prove();
                assertThat(proof.failures()).containsOnlyKeys("TIMEOUT", "UNAVAILABLE");
                assertThat(proof.failed()).as("none fails once it is well").isLessThan(EVENTS / 3);
            }
        }
    }

    /** As many drawn images, which have to have a mask whatever the source does. */
    private static List<Reference> references(TroubledServer server) {
        var references = new ArrayList<>(References.drawn());
        for (Trouble trouble : Trouble.values()) {
            for (int number = 0; number < OF_EACH_TROUBLE; number++) {
                references.add(Reference.unknown(server.uri(trouble, number)));
            }
        }
        return references;
    }
}
