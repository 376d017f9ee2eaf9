package io.maskstream.worker.cli.wiring;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/** What has been opened, to be closed in the order against which it was opened: a room is closed before those that it stands on. */
final class OpenRooms implements AutoCloseable {
    private final Deque<Runnable> closing = new ArrayDeque<>();

    /**
     * Takes a room over.
     *
     * @return the room itself
     */
    <T> T own(T room, Consumer<? super T> close) {
        closing.push(() -> close.accept(room));
        return room;
    }

    /** May be called again, and then closes nothing twice. */
    @Override
    public void close() {
        while (!closing.isEmpty()) {
            closing.pop().run();
        }
    }
}
