package io.maskstream.worker.topology;

import static java.util.Objects.requireNonNull;

import io.maskstream.worker.window.pending.Pending;
import io.maskstream.worker.window.pending.PendingCodec;
import io.maskstream.worker.window.pending.PendingStore;
import io.maskstream.worker.window.pending.SlotVisitor;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The pending images of a task in a store of Kafka Streams: by slot, in memory, with a changelog.
 *
 * <p>Caching matters: what is put and deleted between two commits never reaches the changelog.
 */
final class PendingImages implements PendingStore {
    private final KeyValueStore<Integer, Pending> store;

    PendingImages(KeyValueStore<Integer, Pending> store) {
        this.store = store;
    }

    static StoreBuilder<KeyValueStore<Integer, Pending>> store(String name, PendingChangelog changelog) {
        return Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), Serdes.Integer(), serde())
                .withCachingEnabled()
                .withLoggingEnabled(changelog.settings());
    }

    @Override
    public void put(int slot, Pending pending) {
        store.put(slot, pending);
    }

    @Override
    public void delete(int slot) {
        store.put(slot, null); // delete() would read what was there
    }

    @Override
    public void forEach(SlotVisitor visitor) {
        try (var all = store.all()) {
            all.forEachRemaining(entry -> visitor.visit(entry.key, entry.value));
        }
    }

    private static Serde<Pending> serde() {
        var codec = new PendingCodec();
        return Serdes.serdeFrom(
                (topic, pending) -> pending == null ? null : codec.write(pending),
                (topic, bytes) -> bytes == null ? null : codec.read(requireNonNull(bytes)));
    }
}
