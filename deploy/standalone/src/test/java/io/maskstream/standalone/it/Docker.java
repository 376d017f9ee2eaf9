package io.maskstream.standalone.it;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.testcontainers.DockerClientFactory;

/** Whether there is a Docker engine. */
final class Docker {
    /** The image that deploy/compose.yaml runs. */
    static final String KAFKA = "apache/kafka:4.3.1";

    /** Set to 1 where a test in a container must not be skipped. */
    private static final boolean REQUIRED = "1".equals(System.getenv("MASKSTREAM_REQUIRE_DOCKER"));

    private Docker() {}

    /** @throws IllegalStateException where none answers although MASKSTREAM_REQUIRE_DOCKER asks for one */
    static boolean answers() {
        boolean answers = DockerClientFactory.instance().isDockerAvailable();
        if (!answers && REQUIRED) {
            throw new IllegalStateException(
                    "MASKSTREAM_REQUIRE_DOCKER is 1, and no Docker engine answers; start one, or unset it");
        }
        return answers;
    }

    /** Skips the test where it cannot run, and fails it where MASKSTREAM_REQUIRE_DOCKER says that it can. */
    static void assume(boolean condition, String otherwise) {
        if (!condition && REQUIRED) {
            throw new IllegalStateException(otherwise);
        }
        assumeTrue(condition, otherwise);
    }
}
