package io.maskstream.schemas.event;

/**
 * Milliseconds by stage; the stages add up to the total.
 *
 * @param topicWait from the record's timestamp until a worker took it up
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
        double total) {}
