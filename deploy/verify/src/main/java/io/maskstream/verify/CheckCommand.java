package io.maskstream.verify;

import static java.util.Objects.requireNonNull;

import io.maskstream.verify.proof.Ledger;
import io.maskstream.verify.wire.Listener;
import io.maskstream.verify.wire.TopicReader;
import io.maskstream.verify.wire.Verification;
import io.maskstream.worker.cli.common.CommandFailure;
import io.maskstream.worker.cli.common.KafkaOptions;
import io.maskstream.worker.cli.common.Progress;
import io.maskstream.worker.config.SettingsException;
import io.maskstream.worker.topology.runtime.topics.TopicsException;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Checks a run whose events were sent before. */
@Command(
        name = "check",
        description =
                "Reads all topics from the beginning, and checks one run. Needs all of its records: none may have been deleted since.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = "Exit codes: 0 proved, 1 not proved, 2 used wrongly.")
final class CheckCommand implements Callable<Integer> {
    @Option(names = "--run", paramLabel = "NAME", required = true, description = "as run or send printed it")
    private String run = "";

    @Option(
            names = "--expect",
            paramLabel = "N",
            description = "how many events were sent (default: as many as the images topic has)")
    private long expected = -1;

    @Mixin
    private ProofOptions proofs = new ProofOptions();

    @Mixin
    private KafkaOptions kafka = new KafkaOptions();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws CommandFailure, SettingsException {
        var line = requireNonNull(spec).commandLine();
        var guarantee = proofs.guarantee(line);
        var patience = proofs.patience(line);
        proofs.makeRoom();
        var ledger = new Ledger(run);
        try (var reader = TopicReader.open(kafka.config(), TopicReader.From.BEGINNING, ledger, Listener.none());
                var progress = Progress.show("verify", expected)) {
            var verification = new Verification(reader, ledger, patience);
            verification.run(() -> true, new Steps(ledger, progress));
            return proofs.tell(line, run, ledger.proof(guarantee, expected), verification.longestSilence());
        } catch (TopicsException | KafkaException refused) {
            throw new CommandFailure(String.valueOf(refused.getMessage()), refused);
        } catch (InterruptedException stopped) {
            throw new CommandFailure("stopped before all was read", stopped);
        }
    }
}
