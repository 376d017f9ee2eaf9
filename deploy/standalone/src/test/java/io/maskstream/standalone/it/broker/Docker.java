package io.maskstream.standalone.it.broker;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;

/** Whether there is a Docker engine. */
public final class Docker {
    /** The image that deploy/compose.yaml runs. */
    public static final String KAFKA = "apache/kafka:4.3.1";

    /** Set to 1 where a test in a container must not be skipped. */
    private static final boolean REQUIRED = "1".equals(System.getenv("TESTS_REQUIRE_DOCKER"));

    private Docker() {}

    /** @throws IllegalStateException where none answers although TESTS_REQUIRE_DOCKER asks for one */
    public static boolean answers() {
        boolean answers = DockerClientFactory.instance().isDockerAvailable();
        if (!answers && REQUIRED) {
            throw new IllegalStateException(
                    "TESTS_REQUIRE_DOCKER is 1, and no Docker engine answers; start one, or unset it");
        }
        return answers;
    }

    /**
     * Kafka's own image, not started. As root inside: at the start it edits copies of its settings that keep the rights of
     * their originals, and not every build of the image lets its own user write to those.
     */
    public static KafkaContainer kafka() {
        return new KafkaContainer(KAFKA)
                .withEnv("KAFKA_GROUP_STREAMS_SESSION_TIMEOUT_MS", "6000") // as the embedded broker has it
                .withEnv("KAFKA_GROUP_STREAMS_MIN_SESSION_TIMEOUT_MS", "6000")
                .withEnv("KAFKA_GROUP_STREAMS_HEARTBEAT_INTERVAL_MS", "2000")
                .withEnv("KAFKA_GROUP_STREAMS_MIN_HEARTBEAT_INTERVAL_MS", "2000")
                .withEnv("KAFKA_GROUP_STREAMS_INITIAL_REBALANCE_DELAY_MS", "0")
                .withCreateContainerCmdModifier(create -> create.withUser("root"));
    }

    /** Skips the test where it cannot run, and fails it where TESTS_REQUIRE_DOCKER says that it can. */
    public static void assume(boolean condition, String otherwise) {
        if (!condition && REQUIRED) {
            throw new IllegalStateException(otherwise);
        }
        assumeTrue(condition, otherwise);
    }
}
