package io.maskstream.verify;

import static java.util.Objects.requireNonNull;

import io.maskstream.verify.wire.Sender;
import io.maskstream.worker.cli.common.CommandFailure;
import io.maskstream.worker.cli.common.KafkaOptions;
import io.maskstream.worker.config.SettingsException;
import io.maskstream.worker.topology.runtime.topics.TopicSetup;
import io.maskstream.worker.topology.runtime.topics.TopicsException;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Sends now, for a check later. */
@Command(
        name = "send",
        description = "Sends events, and prints the run's name for a check later.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = "Exit codes: 0 Kafka has all of them, 1 it has not, 2 used wrongly.")
final class SendCommand implements Callable<Integer> {
    @Mixin
    private PlanOptions plans = new PlanOptions();

    @Mixin
    private KafkaOptions kafka = new KafkaOptions();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws CommandFailure, SettingsException {
        var line = requireNonNull(spec).commandLine();
        var plan = plans.plan(line);
        var pace = plans.pace(line);
        var config = kafka.config();
        try {
            new TopicSetup(config.kafka(), config.patience())
                    .require(List.of(config.topics().images()));
            var sender = new Sender(config);
            sender.send(plan, pace);
            line.getOut()
                    .println("%,d events sent; then: verify check --run %s --expect %d"
                            .formatted(sender.accepted(), plan.run(), sender.accepted()));
            line.getOut().flush();
            if (sender.refused() > 0) {
                throw new CommandFailure(
                        "Kafka did not take %d of the events: %s".formatted(sender.refused(), sender.whyRefused()));
            }
            return CommandLine.ExitCode.OK;
        } catch (TopicsException | KafkaException refused) {
            throw new CommandFailure(String.valueOf(refused.getMessage()), refused);
        } catch (InterruptedException stopped) {
            throw new CommandFailure("stopped before Kafka had all of them", stopped);
        }
    }
}
