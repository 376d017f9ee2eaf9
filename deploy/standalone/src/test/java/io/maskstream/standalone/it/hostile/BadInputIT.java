package io.maskstream.standalone.it.hostile;

import static io.maskstream.schemas.event.FailureReason.CORRUPT_IMAGE;
import static io.maskstream.schemas.event.FailureReason.FORBIDDEN;
import static io.maskstream.schemas.event.FailureReason.INVALID_EVENT;
import static io.maskstream.schemas.event.FailureReason.NOT_AN_IMAGE;
import static io.maskstream.schemas.event.FailureReason.NOT_FOUND;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.maskstream.schemas.event.FailureEvent;
import io.maskstream.schemas.event.Outcome;
import io.maskstream.standalone.it.broker.Answers;
import io.maskstream.standalone.it.broker.Broker;
import io.maskstream.standalone.it.broker.Wire;
import io.maskstream.standalone.it.process.WorkerProcess;
import io.maskstream.worker.testing.TestImages;
import io.maskstream.worker.testing.TestModels;
import java.awt.Color;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(Broker.Fixture.class)
final class BadInputIT {

    @Test
    void shouldAnswerEachBadInputWithOneFailureAndGoOn(Broker broker, @TempDir Path folder) throws Exception {
        byte[] good = TestImages.jpeg(TestImages.stripes(200, 150, Color.RED, Color.BLUE));
        Path model = TestModels.colours(64, 64).writeTo(folder);
        try (var wire = new Wire(broker, "bad-input");
                var worker = WorkerProcess.start("one", wire, model, folder)) {
            worker.awaitReady();
            // Given
            wire.send("text", Files.writeString(folder.resolve("text.jpg"), "Dear all,\nthis is a letter.\n"));
            wire.send("cut", Files.write(folder.resolve("cut.jpg"), Arrays.copyOf(good, good.length / 2)));
            wire.send("empty", Files.createFile(folder.resolve("empty.jpg")));
            wire.send("missing", folder.resolve("missing.jpg"));
            wire.send("scheme", URI.create("gopher://example.org/cat.jpg"));
            wire.send("not-json", "{\"uri\": file:///cat.jpg".getBytes(UTF_8), Map.of());
            wire.send("no-uri", "{\"imageId\":\"no-uri\",\"url\":\"file:///cat.jpg\"}".getBytes(UTF_8), Map.of());
            wire.send("null", null, Map.of());
            // When
            wire.send("good", Files.write(folder.resolve("good.jpg"), good));
            wire.flush();
            try (var answers = wire.answers()) {
                answers.awaitOutcomes(9);
                worker.close();
                answers.drain();
                // Then
                assertThat(answers.masks())
                        .extracting(mask -> mask.event().imageId())
                        .containsExactly("good");
                assertThat(answers.outcomes().map(Outcome::imageId)).doesNotHaveDuplicates();
                var failures = answers.failures().stream()
                        .map(Answers.Answer::event)
                        .collect(Collectors.toMap(FailureEvent::imageId, FailureEvent::reason));
                assertThat(failures)
                        .containsOnly(
                                entry("text", NOT_AN_IMAGE),
                                entry("cut", CORRUPT_IMAGE),
                                entry("empty", NOT_AN_IMAGE),
                                entry("missing", NOT_FOUND),
                                entry("scheme", FORBIDDEN),
                                entry("not-json", INVALID_EVENT),
                                entry("no-uri", INVALID_EVENT),
                                entry("null", INVALID_EVENT));
                assertThat(answers.failures())
                        .extracting(failure -> failure.event().detail())
                        .allSatisfy(BadInputIT::isASentenceForAPerson);
            }
        }
    }

    private static void isASentenceForAPerson(String detail) {
        assertThat(detail)
                .hasSizeBetween(20, 400)
                .containsPattern("\\w+ \\w+ \\w+")
                .doesNotContain("java.", "Exception", "jackson", "io.maskstream", "\n");
    }
}
