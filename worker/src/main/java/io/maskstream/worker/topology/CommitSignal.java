package io.maskstream.worker.topology;

import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.Nullable;

/**
 * A store that holds nothing, and hears of each commit: Kafka Streams calls {@link #commit} on the stream thread when outputs and offsets
 * are durable.
 *
 * <p>That is so with at_least_once. With exactly_once_v2 a running commit does not come here, and nobody needs it.
 */
final class CommitSignal implements StateStore {
    private final String name;
    private boolean open;
    private @Nullable Runnable listener;

    private CommitSignal(String name) {
        this.name = name;
    }

    static StoreBuilder<CommitSignal> named(String name) {
        return new Builder(name);
    }

    /** Who is told of the commits from now on. */
    void listen(Runnable listener) {
        this.listener = listener;
    }

    @Override
    public void commit(Map<TopicPartition, Long> changelogOffsets) {
        if (listener != null) {
            listener.run();
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {
        context.register(root, (key, value) -> {
            throw new IllegalStateException("the store " + name + " has no changelog");
        });
        open = true;
    }

    @Override
    public void close() {
        open = false;
        listener = null;
    }

    @Override
    public boolean persistent() {
        return false;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    /** There is nothing to cache and nothing to log. */
    private record Builder(String name) implements StoreBuilder<CommitSignal> {
        @Override
        public CommitSignal build() {
            return new CommitSignal(name);
        }

        @Override
        public StoreBuilder<CommitSignal> withCachingEnabled() {
            return this;
        }

        @Override
        public StoreBuilder<CommitSignal> withCachingDisabled() {
            return this;
        }

        @Override
        public StoreBuilder<CommitSignal> withLoggingEnabled(Map<String, String> config) {
            throw new UnsupportedOperationException("the store " + name + " has nothing to log");
        }

        @Override
        public StoreBuilder<CommitSignal> withLoggingDisabled() {
            return this;
        }

        @Override
        public Map<String, String> logConfig() {
            return Map.of();
        }

        @Override
        public boolean loggingEnabled() {
            return false;
        }
    }
}
