package io.maskstream.standalone.demo;

import io.maskstream.imaging.ImageDecoder;
import io.maskstream.standalone.broker.EmbeddedBroker;
import io.maskstream.standalone.demo.output.OutputFolder;
import io.maskstream.standalone.demo.output.Thumbnails;
import io.maskstream.standalone.fleet.FleetSettings;
import io.maskstream.standalone.fleet.WorkerFleet;
import io.maskstream.standalone.page.Numbers;
import io.maskstream.standalone.process.Folders;
import io.maskstream.standalone.scenes.TestScenes;
import io.maskstream.worker.cli.common.CommandFailure;
import io.maskstream.worker.cli.common.OneLine;
import io.maskstream.worker.client.ClientConfig;
import io.maskstream.worker.client.Collector;
import io.maskstream.worker.client.Reference;
import io.maskstream.worker.client.References;
import io.maskstream.worker.client.ResultWriter;
import io.maskstream.worker.source.ImageSources;
import io.maskstream.worker.source.policy.ReadPolicy;
import io.maskstream.worker.source.reading.SourceConfig;
import io.maskstream.worker.topology.Topics;
import io.maskstream.worker.topology.TopicsConfig;
import io.maskstream.worker.topology.runtime.topics.TopicSetup;
import io.maskstream.worker.topology.runtime.topics.TopicsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;

/** The story: sets everything up in order, lets a {@link DemoRun} send the images through, and takes everything down again. */
final class Demo {
    private static final Topics TOPICS = new Topics("maskstream");
    private static final int PARTITIONS = 4;
    private static final long MOST_PIXELS = 100_000_000;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LONGEST_START = Duration.ofMinutes(3);

    private final DemoSettings settings;
    private final Console console;

    Demo(DemoSettings settings, Console console) {
        this.settings = settings;
        this.console = console;
    }

    /** Returns the exit code. */
    int run() throws CommandFailure {
        Thread main = Thread.currentThread();
        try (StopRequest stop = StopRequest.listen(main::interrupt)) {
            try {
                OutputFolder output =
                        OutputFolder.prepare(settings.out(), settings.inputs(), text -> console.line("output", text));
                List<Reference> references = references(output);
                return onKafka(output, references, stop);
            } catch (InterruptedException | InterruptException stopped) {
                console.line("stopped", "everything is cleaned up");
                return 0;
            } catch (CommandFailure failed) {
                if (stop.isRequested()) { // Ctrl-C reaches the children too, and their end is no failure then
                    console.line("stopped", "everything is cleaned up");
                    return 0;
                }
                throw failed;
            } catch (TopicsException | KafkaException | IOException | UncheckedIOException failed) {
                throw new CommandFailure(String.valueOf(failed.getMessage()), failed);
            }
        }
    }

    private List<Reference> references(OutputFolder output) throws IOException, CommandFailure {
        Path images = settings.images();
        if (images == null) {
            TestScenes.write(output.scenes(), settings.scenes());
            console.line(
                    "images",
                    "%s, drawn into %s; --images DIR takes your own"
                            .formatted(Numbers.of(settings.scenes(), "scene"), output.scenes()));
            return new References().under(output.scenes());
        }
        List<Reference> references = new References().under(images);
        if (references.isEmpty()) {
            throw new CommandFailure(
                    "There are no images under %s: it takes jpg, png, webp, gif and bmp.".formatted(images));
        }
        console.line("images", "%s in %s".formatted(Numbers.count(references.size()), images));
        return references;
    }

    private int onKafka(OutputFolder output, List<Reference> references, StopRequest stop)
            throws IOException, InterruptedException, TopicsException, CommandFailure {
        Path work = Files.createTempDirectory("maskstream-demo-");
        stop.deleteAtLast(work);
        try (EmbeddedBroker broker = EmbeddedBroker.start(work, output.logs().resolve("broker.log"))) {
            ClientConfig client =
                    new ClientConfig(Map.of("bootstrap.servers", broker.bootstrapServers()), TOPICS, PATIENCE);
            new TopicSetup(client.kafka(), PATIENCE).ensure(new TopicsConfig(TOPICS.prefix(), true, PARTITIONS, 1));
            console.line(
                    "broker",
                    "Kafka on %s, with topics of %d partitions".formatted(broker.bootstrapServers(), PARTITIONS));
            try (WorkerFleet fleet =
                    WorkerFleet.start(fleet(output, work, broker), note -> console.line("worker", note))) {
                fleet.awaitReady(LONGEST_START);
                console.line(
                        "workers",
                        "%s, %s, model %s"
                                .formatted(
                                        settings.workers() == 1 ? "1 process" : settings.workers() + " processes",
                                        settings.guarantee().kafkaName(),
                                        settings.model().getFileName()));
                Breakdown breakdown = new Breakdown();
                fleet.onBroken(breakdown::report);
                broker.onExit(() -> breakdown.report(broker.obituary()));
                return collect(output, client, references, breakdown, stop);
            }
        } finally {
            Folders.deleteIfPossible(work);
        }
    }

    private int collect(
            OutputFolder output, ClientConfig client, List<Reference> references, Breakdown breakdown, StopRequest stop)
            throws IOException, InterruptedException, TopicsException, CommandFailure {
        ImageDecoder decoder = new ImageDecoder(MOST_PIXELS);
        SourceConfig sourceConfig = new SourceConfig(
                SourceConfig.SCHEMES,
                Duration.ofSeconds(30),
                64 * 1024 * 1024,
                ReadPolicy.publicWeb().withRoots(roots(output)));
        try (ImageSources sources = ImageSources.open(sourceConfig);
                ResultWriter writer = new ResultWriter(
                        output.root(), sources, decoder, note -> console.line("note", OneLine.of(note)));
                Collector collector = Collector.open(client, Collector.From.BEGINNING)) {
            breakdown.then(collector::stop);
            Thumbnails thumbnails = new Thumbnails(sources, decoder);
            DemoRun run = new DemoRun(settings, console, output, client, collector, writer, thumbnails);
            int exitCode = run.segment(references, breakdown);
            if (!settings.exitWhenDone()) {
                run.goOn(breakdown, stop);
            }
            return exitCode;
        }
    }

    /** The demo reads its own images, and no other files, whoever asks. */
    private List<Path> roots(OutputFolder output) {
        var roots = new ArrayList<Path>(settings.alsoRead());
        Path images = settings.images() == null ? output.scenes() : settings.images();
        Path folder =
                Files.isDirectory(images) ? images : images.toAbsolutePath().getParent();
        roots.add(0, folder == null ? images : folder);
        return roots.stream().map(Path::toAbsolutePath).toList();
    }

    private FleetSettings fleet(OutputFolder output, Path work, EmbeddedBroker broker) {
        int cores = Runtime.getRuntime().availableProcessors();
        return new FleetSettings(
                settings.workers(),
                broker.bootstrapServers(),
                TOPICS.prefix(),
                "maskstream-demo",
                settings.guarantee().kafkaName(),
                settings.model(),
                roots(output),
                work.resolve("state"),
                output.logs(),
                Math.max(1, cores / settings.workers()));
    }
}
