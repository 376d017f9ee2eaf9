package io.maskstream.worker.pipeline;

import io.maskstream.worker.pipeline.stage.MemoryBudget;
import io.maskstream.worker.pipeline.stage.Stopwatch;
import io.maskstream.worker.pipeline.stage.Stopwatch.Stage;
import io.maskstream.worker.source.reading.MemoryShortageException;
import io.maskstream.worker.source.reading.SourceException;

/** An image as its source has it, and the memory that it holds until it is closed. */
final class EncodedImage implements AutoCloseable {
    /** Most photographs fit; what does not is read again when there is room for it. */
    private static final long USUAL_BYTES = 256 * 1024;

    private final byte[] bytes;
    private final MemoryBudget.Lease memory;

    private EncodedImage(byte[] bytes, MemoryBudget.Lease memory) {
        this.bytes = bytes;
        this.memory = memory;
    }

    /**
     * Waits for memory, and reads; both again where there was not enough of it.
     *
     * @param watch counts the reading, not the waiting
     * @throws StageFailure where the source does not give it
     */
    static EncodedImage read(Stages stages, String uri, Stopwatch watch) throws StageFailure, InterruptedException {
        long wanted = USUAL_BYTES;
        while (true) {
            var memory = stages.waiting().take(wanted);
            boolean read = false;
            watch.begin();
            try {
                byte[] bytes = stages.source().fetch(uri, memory::growTo);
                memory.shrinkTo(bytes.length);
                read = true;
                return new EncodedImage(bytes, memory);
            } catch (MemoryShortageException shortage) {
                wanted = Math.max(2 * wanted, shortage.neededBytes());
            } catch (SourceException e) {
                throw StageFailure.of(e);
            } finally {
                watch.end(Stage.FETCH);
                if (!read) {
                    memory.close();
                }
            }
        }
    }

    byte[] bytes() {
        return bytes;
    }

    @Override
    public void close() {
        memory.close();
    }
}
