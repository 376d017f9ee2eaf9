package io.maskstream.schemas.event;

/**
 * Milliseconds by stage, each finite and 0 or more; the stages add up to the total.
 *
 * @param topicWait from the record's timestamp until a worker took it up; 0 where their clocks say that it was taken up
 *     before it was sent
 * @param queue waiting inside the worker before and between the stages
 * @param fetch reading the image's bytes
 * @param decode bytes to model-sized pixels
 * @param batchWait waiting for the batch to close
 * @param inference the ONNX session
 * @param encode mask statistics and encoding
 * @param emit from the finished mask until it was handed to Kafka
 * @param total from the record's timestamp until it was handed to Kafka
 */
public record StageMillis(
        double topicWait,
        double queue,
        double fetch,
        double decode,
        double batchWait,
        double inference,
        double encode,
        double emit,
        double total) {
    /** @throws IllegalArgumentException if a stage is negative, infinite or not a number */
    public StageMillis {
        Checks.duration(topicWait, "millis.topicWait");
        Checks.duration(queue, "millis.queue");
        Checks.duration(fetch, "millis.fetch");
        Checks.duration(decode, "millis.decode");
        Checks.duration(batchWait, "millis.batchWait");
        Checks.duration(inference, "millis.inference");
        Checks.duration(encode, "millis.encode");
        Checks.duration(emit, "millis.emit");
        Checks.duration(total, "millis.total");
    }
}
