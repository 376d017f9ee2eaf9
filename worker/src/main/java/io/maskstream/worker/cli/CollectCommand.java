package io.maskstream.worker.cli;

import static java.util.Objects.requireNonNull;

import io.maskstream.imaging.ImageDecoder;
import io.maskstream.schemas.event.FailureEvent;
import io.maskstream.schemas.event.LatencyEvent;
import io.maskstream.schemas.event.Outcome;
import io.maskstream.worker.cli.common.CommandFailure;
import io.maskstream.worker.cli.common.KafkaOptions;
import io.maskstream.worker.cli.common.OneLine;
import io.maskstream.worker.cli.common.Progress;
import io.maskstream.worker.cli.common.S3Options;
import io.maskstream.worker.cli.common.StopSignal;
import io.maskstream.worker.client.Collector;
import io.maskstream.worker.client.OutcomeListener;
import io.maskstream.worker.client.ResultWriter;
import io.maskstream.worker.config.SettingsException;
import io.maskstream.worker.source.ImageSources;
import io.maskstream.worker.source.policy.Network;
import io.maskstream.worker.source.policy.ReadPolicy;
import io.maskstream.worker.source.reading.SourceConfig;
import io.maskstream.worker.topology.runtime.topics.TopicsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes what the workers made into a folder. */
@Command(
        name = "collect",
        description =
                "Writes masks as PNG, images with their masks over them as JPEG, and results.jsonl, a line an image, until it is stopped.",
        mixinStandardHelpOptions = true,
        footer = "Exit codes: 0 done or stopped, 1 failed, 2 used wrongly.")
final class CollectCommand implements Callable<Integer> {
    private static final long MOST_PIXELS = 100_000_000;
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int MOST_BYTES = 64 * 1024 * 1024;

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "where the files go")
    private Path out = Path.of("");

    @Option(names = "--from-beginning", description = "begin with the oldest results, not with the next")
    private boolean fromBeginning;

    @Option(names = "--count", paramLabel = "N", description = "end after N masks and failures")
    private long count;

    @Option(names = "--idle", paramLabel = "SECONDS", description = "end after so many seconds without a result")
    private long idle;

    @Option(
            names = "--source.networks",
            paramLabel = "NETWORK",
            split = ",",
            description =
                    "networks that images may be read from, to lay their masks over them, although they are not public, such as 10.1.0.0/16")
    private List<String> networks = new ArrayList<>();

    @Mixin
    private KafkaOptions kafka = new KafkaOptions();

    @Mixin
    private S3Options s3 = new S3Options();

    @Spec
    private @Nullable CommandSpec spec;

    /** What is read is drawn for the person who asked, on this machine, so any file; but inner servers are not probed for strangers. */
    private SourceConfig sources() throws CommandFailure {
        var roots = new ArrayList<Path>();
        FileSystems.getDefault().getRootDirectories().forEach(roots::add);
        var policy = ReadPolicy.publicWeb().withRoots(roots);
        try {
            var inner = networks.stream().map(Network::parse).toList();
            return new SourceConfig(
                    SourceConfig.SCHEMES, TIMEOUT, MOST_BYTES, inner.isEmpty() ? policy : policy.withNetworks(inner));
        } catch (IllegalArgumentException malformed) {
            throw new CommandFailure("--source.networks: " + malformed.getMessage(), malformed);
        }
    }

    @Override
    public Integer call() throws CommandFailure, SettingsException {
        var line = requireNonNull(spec).commandLine();
        if (count < 0 || idle < 0) {
            throw new CommandLine.ParameterException(line, "--count and --idle must be 0 or more");
        }
        var from = fromBeginning ? Collector.From.BEGINNING : Collector.From.NOW;
        var config = kafka.config();
        try (var collector = Collector.open(config, from);
                var signal = StopSignal.onStop(collector::stop);
                var sources = ImageSources.open(sources(), s3.config());
                var writer = new ResultWriter(out, sources, new ImageDecoder(MOST_PIXELS), note -> line.getErr()
                        .println(OneLine.of(note)));
                var progress = Progress.show("collect", count == 0 ? -1 : count)) {
            var counted = new Counted(writer, progress);
            collector.run(new Collector.Until(count, Duration.ofSeconds(idle)), counted);
            line.getOut().println("%d masks and %d failures in %s".formatted(counted.masks, counted.failures, out));
            line.getOut().flush();
            return CommandLine.ExitCode.OK;
        } catch (TopicsException refused) {
            throw new CommandFailure(String.valueOf(refused.getMessage()), refused);
        } catch (KafkaException refused) {
            throw CommandFailure.of(
                    refused,
                    config.bootstrapServers(),
                    "Kafka does not let the results be read: " + refused.getMessage());
        } catch (IOException | UncheckedIOException unwritable) {
            throw new CommandFailure("%s cannot be written: %s".formatted(out, unwritable.getMessage()), unwritable);
        } catch (InterruptedException stopped) {
            throw new CommandFailure("stopped before Kafka answered", stopped);
        }
    }

    private static final class Counted implements OutcomeListener {
        private final OutcomeListener next;
        private final Progress progress;
        private long masks;
        private long failures;

        Counted(OutcomeListener next, Progress progress) {
            this.next = next;
            this.progress = progress;
        }

        @Override
        public void outcome(Outcome outcome) {
            next.outcome(outcome);
            progress.step();
            if (outcome instanceof FailureEvent) {
                failures++;
            } else {
                masks++;
            }
        }

        @Override
        public void latency(LatencyEvent latency) {
            next.latency(latency);
        }

        @Override
        public void unreadable(String sentence) {
            next.unreadable(sentence);
        }
    }
}
