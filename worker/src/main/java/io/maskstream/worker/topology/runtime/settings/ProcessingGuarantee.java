package io.maskstream.worker.topology.runtime.settings;

/** How often an image may be worked on when a worker dies. */
public enum ProcessingGuarantee {
    /** Masks, latencies and failures are one transaction with the place in the images topic: readers with read_committed see each once. */
    EXACTLY_ONCE("exactly_once_v2"),
    /** Nothing is lost; after a crash some images come out twice. */
    AT_LEAST_ONCE("at_least_once");

    private final String kafkaName;

    ProcessingGuarantee(String kafkaName) {
        this.kafkaName = kafkaName;
    }

    /** Kafka's name for it. */
    public String kafkaName() {
        return kafkaName;
    }
}
