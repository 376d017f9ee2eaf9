package io.maskstream.schemas.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FailureReasonTest {
    private static final String TABLE = """
            INVALID_EVENT,    false
            FORBIDDEN,        false
            NOT_FOUND,        false
            TIMEOUT,          true
            UNAVAILABLE,      true
            TOO_LARGE,        false
            NOT_AN_IMAGE,     false
            CORRUPT_IMAGE,    false
            INFERENCE_FAILED, false
            MASK_TOO_LARGE,   false
            INTERNAL_ERROR,   false""";

    @ParameterizedTest
    @CsvSource(textBlock = TABLE)
    void shouldSayWhatMayPass(FailureReason reason, boolean mayPass) {
        assertThat(reason.mayPass()).isEqualTo(mayPass);
    }

    @Test
    void shouldBeInTheTable() {
        assertThat(TABLE.lines().map(line -> line.substring(0, line.indexOf(','))))
                .containsExactlyElementsOf(
                        Arrays.stream(FailureReason.values()).map(Enum::name).toList());
    }
}
