package io.maskstream.worker.cli;

import static java.util.Objects.requireNonNull;

import io.maskstream.schemas.event.FailureEvent;
import io.maskstream.schemas.event.FailureReason;
import io.maskstream.worker.cli.common.CommandFailure;
import io.maskstream.worker.cli.common.KafkaOptions;
import io.maskstream.worker.cli.common.Moment;
import io.maskstream.worker.cli.common.OneLine;
import io.maskstream.worker.cli.common.Progress;
import io.maskstream.worker.client.ClientConfig;
import io.maskstream.worker.client.replay.ReplayException;
import io.maskstream.worker.client.replay.ReplayReport;
import io.maskstream.worker.client.replay.Replayer;
import io.maskstream.worker.client.replay.Selection;
import io.maskstream.worker.config.SettingsException;
import io.maskstream.worker.topology.runtime.topics.TopicsException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Puts the records of failures back on the images topic. */
@Command(
        name = "replay",
        description = {
            "Puts the records of failures back on the images topic, each at most once. Without --execute it only shows which.",
            "Without a selection it takes all failures."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "Example: maskstream replay --reason TIMEOUT,UNAVAILABLE --since 2h --execute",
            "Exit codes: 0 all that were selected are back, now or before, 1 some are not, 2 used wrongly."
        })
final class ReplayCommand implements Callable<Integer> {
    @Option(
            names = "--reason",
            paramLabel = "REASON",
            split = ",",
            description = "failed for one of these: ${COMPLETION-CANDIDATES}")
    private Set<FailureReason> reasons = new LinkedHashSet<>();

    @Option(
            names = "--since",
            paramLabel = "TIME",
            converter = Moment.class,
            description = "failed then or later: 2026-01-31T12:00:00Z, or how long ago, such as 30m, 2h or 7d")
    private @Nullable Instant since;

    @Option(names = "--until", paramLabel = "TIME", converter = Moment.class, description = "failed before then")
    private @Nullable Instant until;

    @Option(names = "--image-id", paramLabel = "ID", description = "of this image; may be given more than once")
    private Set<String> imageIds = new LinkedHashSet<>();

    @Option(names = "--execute", description = "put them back, rather than show them")
    private boolean execute;

    @Mixin
    private KafkaOptions kafka = new KafkaOptions();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws CommandFailure, SettingsException {
        var line = requireNonNull(spec).commandLine();
        if (since != null && until != null && !since.isBefore(until)) {
            throw new CommandLine.ParameterException(line, "--since must be before --until");
        }
        var config = kafka.config();
        var report = run(config, new Selection(reasons, since, until, imageIds), line.getErr());
        print(report, config.topics().images(), line.getOut());
        var total = report.total();
        return execute && total.lost() + total.refused() > 0 ? CommandLine.ExitCode.SOFTWARE : CommandLine.ExitCode.OK;
    }

    private ReplayReport run(ClientConfig config, Selection selection, PrintWriter errors) throws CommandFailure {
        var replayer = new Replayer(config);
        try (var shown = new Shown(errors)) {
            return execute ? replayer.execute(selection, shown) : replayer.dryRun(selection, shown);
        } catch (TopicsException | ReplayException refused) {
            throw new CommandFailure(String.valueOf(refused.getMessage()), refused);
        } catch (KafkaException refused) {
            throw CommandFailure.of(
                    refused,
                    config.bootstrapServers(),
                    "Kafka does not let failures be replayed: %s; what is back already is not put back twice"
                            .formatted(refused.getMessage()));
        } catch (InterruptedException stopped) {
            throw new CommandFailure("stopped before Kafka answered", stopped);
        }
    }

    private void print(ReplayReport report, String images, PrintWriter out) {
        if (report.byReason().isEmpty()) {
            out.println("no failure is selected");
            out.flush();
            return;
        }
        String row = "%-17s %10s %10s %10s %10s%n";
        out.printf(row, "reason", execute ? "replayed" : "to replay", "before", "lost", "refused");
        report.byReason()
                .forEach((reason, counts) ->
                        out.printf(row, reason, counts.toReplay(), counts.before(), counts.lost(), counts.refused()));
        var total = report.total();
        if (report.byReason().size() > 1) {
            out.printf(row, "all", total.toReplay(), total.before(), total.lost(), total.refused());
        }
        if (total.lost() > 0) {
            out.println("lost: neither in the failure nor on " + images + " any more; send these images again");
        }
        if (total.refused() > 0) {
            out.println("refused: too large for " + images + "; raise its max.message.bytes");
        }
        if (!execute) {
            report.first().forEach(failure -> out.println(row(failure)));
            if (total.toReplay() > report.first().size()) {
                out.println("  and %d more"
                        .formatted(total.toReplay() - report.first().size()));
            }
        }
        out.println(
                execute
                        ? "%d records are back on %s".formatted(total.toReplay(), images)
                        : "a dry run: nothing was put back; --execute puts %d records back on %s"
                                .formatted(total.toReplay(), images));
        out.flush();
    }

    static String row(FailureEvent failure) {
        return "  %s  %s  %s  %s"
                .formatted(
                        failure.failedAt(),
                        OneLine.of(failure.imageId()),
                        failure.reason(),
                        OneLine.of(failure.detail()));
    }

    private static final class Shown implements Replayer.Listener, AutoCloseable {
        private final PrintWriter errors;
        private @Nullable Progress progress;

        Shown(PrintWriter errors) {
            this.errors = errors;
        }

        @Override
        public void begun(long most) {
            progress = Progress.show("replay", most);
        }

        @Override
        public void looked() {
            requireNonNull(progress).step();
        }

        @Override
        public void unreadable(String sentence) {
            errors.println(OneLine.of(sentence));
        }

        @Override
        public void close() {
            if (progress != null) {
                progress.close();
            }
        }
    }
}
