package io.maskstream.verify.proof;

/** What the workers promise. */
public enum Guarantee {
    /** Each event has one outcome. */
    EXACTLY_ONCE("exactly_once_v2"),
    /** Each event has an outcome; what was in flight when a worker died may have more. */
    AT_LEAST_ONCE("at_least_once");

    private final String kafkaName;

    Guarantee(String kafkaName) {
        this.kafkaName = kafkaName;
    }

    /** As the worker's setting processing.guarantee has it. */
    public String kafkaName() {
        return kafkaName;
    }
}
