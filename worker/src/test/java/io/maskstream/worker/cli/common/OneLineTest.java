package io.maskstream.worker.cli.common;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OneLineTest {
    @ParameterizedTest
    @ValueSource(strings = {"cat-1", "Käfer ✓ 😀", "猫", "a  \"b\" <c> 100%", ""})
    void shouldLeaveAloneWhatIsReadOnly(String text) {
        assertThat(OneLine.of(text)).isEqualTo(text);
    }

    @Test
    void shouldTakeAwayWhatSteersATerminalOrEndsALine() {
        assertThat(OneLine.of("a\u001b[2Jb\u009b31mc")).isEqualTo("a?[2Jb?31mc");
        assertThat(OneLine.of("a\r\nb\tc\u2028d\u0085e\u007f")).isEqualTo("a??b?c?d?e?");
        assertThat(OneLine.of("a\u202egpj.b\ud800")).isEqualTo("a?gpj.b?");
    }

    @Test
    void shouldCutWhatIsVeryLong() {
        assertThat(OneLine.of("x".repeat(1_000_000))).hasSize(2_001).endsWith("…");
        assertThat(OneLine.of("x" + "😀".repeat(1_500))).endsWith("😀?…"); // no half of a pair
    }
}
