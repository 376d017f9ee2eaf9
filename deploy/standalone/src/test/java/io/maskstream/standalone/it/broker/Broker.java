package io.maskstream.standalone.it.broker;

import io.maskstream.standalone.broker.EmbeddedBroker;
import io.maskstream.standalone.process.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Where Kafka is, for a test's constructor or method that asks for a {@code Broker}. One broker serves the whole run, and every test its own topics.
 *
 * @param bootstrapServers {@code host:port}
 * @param stop ends it
 */
public record Broker(String bootstrapServers, Runnable stop) implements AutoCloseable {

    @Override
    public void close() {
        stop.run();
    }

    private static Broker start() {
        if (Docker.answers()) {
            var container = Docker.kafka();
            container.start();
            return new Broker(container.getBootstrapServers(), container::stop);
        }
        try {
            Path folder = Files.createTempDirectory("maskstream-it-");
            var embedded = EmbeddedBroker.start(folder);
            return new Broker(embedded.bootstrapServers(), () -> {
                embedded.close();
                Folders.deleteIfPossible(folder);
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the broker started", e);
        }
    }

    /** Starts the broker for the first test that asks, and stops it after the last of the run. */
    public static final class Fixture implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == Broker.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(Namespace.create(Broker.class))
                    .computeIfAbsent(Broker.class, key -> start(), Broker.class);
        }
    }
}
