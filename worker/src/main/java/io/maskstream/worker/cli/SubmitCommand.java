package io.maskstream.worker.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.maskstream.worker.cli.common.CommandFailure;
import io.maskstream.worker.cli.common.KafkaOptions;
import io.maskstream.worker.cli.common.OneLine;
import io.maskstream.worker.cli.common.Progress;
import io.maskstream.worker.client.ClientConfig;
import io.maskstream.worker.client.Reference;
import io.maskstream.worker.client.References;
import io.maskstream.worker.client.Submitter;
import io.maskstream.worker.config.SettingsException;
import io.maskstream.worker.topology.runtime.topics.TopicsException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Puts references on the images topic. */
@Command(
        name = "submit",
        description = "Puts references to images on the images topic.",
        mixinStandardHelpOptions = true,
        footer = "Exit codes: 0 Kafka has all of them, 1 it has not, 2 used wrongly.")
final class SubmitCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "DIR|FILE|-",
            description = {
                "a folder of images, one image, a file whose name ends in .txt, or - for standard input",
                "The last two have a line for each image: a URI, or JSON as the topic has it. Lines that begin with # are passed over."
            })
    private String what = "";

    @Mixin
    private KafkaOptions kafka = new KafkaOptions();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws CommandFailure, SettingsException {
        var config = kafka.config();
        try {
            if (what.equals("-")) {
                var input = new BufferedReader(new InputStreamReader(System.in, UTF_8));
                return submit(config, new References().lines(input).iterator(), -1);
            }
            if (References.isList(Path.of(what))) {
                return submitList(config, Path.of(what));
            }
            var references = new References().under(Path.of(what));
            if (references.isEmpty()) {
                throw new CommandFailure(
                        "there are no images under %s: it takes jpg, png, webp, gif and bmp".formatted(what));
            }
            return submit(config, references.iterator(), references.size());
        } catch (IOException | UncheckedIOException | InvalidPathException | TopicsException refused) {
            throw new CommandFailure(String.valueOf(refused.getMessage()), refused);
        } catch (KafkaException refused) {
            throw CommandFailure.of(
                    refused,
                    config.bootstrapServers(),
                    "Kafka does not let references be submitted: " + refused.getMessage());
        } catch (InterruptedException stopped) {
            throw new CommandFailure("stopped before Kafka had all of them", stopped);
        }
    }

    private int submitList(ClientConfig config, Path file)
            throws CommandFailure, IOException, TopicsException, InterruptedException {
        try (var listed = new References().listed(file)) {
            var references = listed.iterator();
            if (!references.hasNext()) {
                throw new CommandFailure(
                        "%s names no image: a .txt has a URI on each line; to submit one file as it is, give its URI on standard input (-)"
                                .formatted(file));
            }
            return submit(config, references, -1);
        }
    }

    private int submit(ClientConfig config, Iterator<Reference> references, long count)
            throws TopicsException, InterruptedException {
        var line = requireNonNull(spec).commandLine();
        Submitter.Report report;
        try (var progress = Progress.show("submit", count)) {
            report = new Submitter(config).submit(references, new Shown(progress, line.getErr()));
        }
        line.getOut()
                .println("%d submitted to %s, %d failed"
                        .formatted(report.submitted(), config.topics().images(), report.failed()));
        line.getOut().flush();
        return report.failed() == 0 ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private record Shown(Progress progress, PrintWriter errors) implements Submitter.Listener {
        @Override
        public void submitted(Reference reference) {
            progress.step();
        }

        @Override
        public void failed(Reference reference, String why) {
            progress.step();
            errors.println("not submitted: %s: %s"
                    .formatted(
                            OneLine.of(reference.key() == null ? reference.value() : reference.key()),
                            OneLine.of(why)));
        }
    }
}
