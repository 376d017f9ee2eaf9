package io.maskstream.worker.cli.common;

import io.maskstream.worker.client.ClientConfig;
import io.maskstream.worker.config.SettingValues;
import io.maskstream.worker.config.SettingsException;
import io.maskstream.worker.topology.Topics;
import io.maskstream.worker.topology.runtime.settings.StreamsSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a command reaches Kafka: a picocli mixin. */
public final class KafkaOptions {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    @Option(
            names = "--bootstrap",
            paramLabel = "HOST:PORT",
            description =
                    "where Kafka is; else of --kafka-config, else MASKSTREAM_KAFKA_BOOTSTRAP_SERVERS, else localhost:9092")
    private @Nullable String bootstrap;

    @Option(
            names = "--topics-prefix",
            paramLabel = "PREFIX",
            defaultValue = "${env:MASKSTREAM_TOPICS_PREFIX:-maskstream}",
            description = "topics are PREFIX.images, PREFIX.masks, ...")
    private String prefix = "maskstream";

    @Option(
            names = "--kafka-config",
            paramLabel = "FILE",
            description =
                    "a properties file with Kafka's own settings; they go before those in the environment, MASKSTREAM_KAFKA_NAME or, for the name of a file that has the value, MASKSTREAM_KAFKA_NAME_FILE")
    private @Nullable Path file;

    /**
     * What the options and the environment say.
     *
     * @throws CommandFailure if the file cannot be read
     * @throws SettingsException if the environment has what cannot be
     */
    public ClientConfig config() throws CommandFailure, SettingsException {
        var properties = new Properties();
        if (file != null) {
            try (var reader = Files.newBufferedReader(file)) {
                properties.load(reader);
            } catch (IOException | IllegalArgumentException unreadable) {
                throw new CommandFailure(
                        "%s cannot be read (%s); --kafka-config takes a properties file"
                                .formatted(file, unreadable.getMessage()),
                        unreadable);
            }
        }
        var kafka = new HashMap<>(SettingValues.kafkaOf(System.getenv(), StreamsSettings.names()));
        properties.stringPropertyNames().forEach(name -> kafka.put(name, properties.getProperty(name)));
        if (bootstrap != null) {
            kafka.put("bootstrap.servers", bootstrap);
        }
        kafka.putIfAbsent("bootstrap.servers", "localhost:9092");
        return new ClientConfig(kafka, new Topics(prefix), PATIENCE);
    }
}
