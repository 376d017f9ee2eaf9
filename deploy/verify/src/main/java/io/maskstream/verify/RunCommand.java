package io.maskstream.verify;

import static java.util.Objects.requireNonNull;

import io.maskstream.verify.proof.Ledger;
import io.maskstream.verify.wire.Listener;
import io.maskstream.verify.wire.Run;
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
import picocli.CommandLine.Spec;

/** Sends and checks at a time. */
@Command(
        name = "run",
        description = "Sends events and reads their outcomes until each has one, or nothing more comes.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = "Exit codes: 0 proved, 1 not proved, 2 used wrongly.")
final class RunCommand implements Callable<Integer> {
    @Mixin
    private PlanOptions plans = new PlanOptions();

    @Mixin
    private ProofOptions proofs = new ProofOptions();

    @Mixin
    private KafkaOptions kafka = new KafkaOptions();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws CommandFailure, SettingsException {
        var line = requireNonNull(spec).commandLine();
        var plan = plans.plan(line);
        var pace = plans.pace(line);
        var guarantee = proofs.guarantee(line);
        var patience = proofs.patience(line);
        proofs.makeRoom();
        line.getErr()
                .println("run %s, seed %d: %,d events of %,d keys"
                        .formatted(plan.run(), plan.seed(), plan.events(), plan.keys()));
        var config = kafka.config();
        var ledger = new Ledger(plan.run());
        try (var reader = TopicReader.open(config, TopicReader.From.NOW, ledger, Listener.none());
                var progress = Progress.show("verify", plan.events());
                var run = Run.start(config, plan, pace)) {
            var verification = new Verification(reader, ledger, patience);
            verification.run(run::isOver, new Steps(ledger, progress));
            var trouble = run.trouble();
            if (trouble.isPresent()) {
                throw new CommandFailure("nothing is proved, for " + trouble.get());
            }
            var proof = ledger.proof(guarantee, run.accepted());
            return proofs.tell(line, plan.run(), proof, verification.longestSilence());
        } catch (TopicsException | KafkaException refused) {
            throw new CommandFailure(String.valueOf(refused.getMessage()), refused);
        } catch (InterruptedException stopped) {
            throw new CommandFailure(
                    "stopped before all was read; go on with verify check --run " + plan.run(), stopped);
        }
    }
}
