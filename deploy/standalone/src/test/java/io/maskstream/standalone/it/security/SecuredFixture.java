package io.maskstream.standalone.it.security;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** One secured broker for all tests of a class, and for each test programs that have a folder of its own. */
abstract class SecuredFixture {
    @TempDir
    private static Path shared = Path.of("");

    @TempDir
    Path folder = Path.of("");

    static SecuredKafka kafka;

    SecuredPrograms programs;

    @BeforeAll
    static void startBroker() throws Exception {
        kafka = SecuredKafka.start(shared);
    }

    @AfterAll
    static void stopBroker() {
        kafka.close();
    }

    @BeforeEach
    void preparePrograms() {
        programs = new SecuredPrograms(kafka, folder);
    }
}
