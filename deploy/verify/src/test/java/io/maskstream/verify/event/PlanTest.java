package io.maskstream.verify.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maskstream.schemas.json.EventMapper;
import io.maskstream.schemas.json.ImageEventReader;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PlanTest {
    @Test
    void shouldBeTheSameFromTheSameSeed() {
        assertThat(Plan.drawn("r", 7, 100, 9, 0.2)).containsExactlyElementsOf(Plan.drawn("r", 7, 100, 9, 0.2));
        assertThat(Plan.drawn("r", 8, 100, 9, 0.2)).isNotEqualTo(Plan.drawn("r", 7, 100, 9, 0.2));
    }

    @Test
    void shouldNumberEachKeyWithoutAGapAndChainIt() {
        // Given
        var chains = new HashMap<String, Long>();
        var numbers = new HashMap<String, Integer>();
        // When
        for (var sent : Plan.drawn("r", 7, 100, 9, 0.2)) {
            var event = sent.numbered();
            long before = chains.getOrDefault(event.key(), Chain.start("r", event.key()));
            // Then
            assertThat(event.sequence()).isEqualTo(numbers.merge(event.key(), 1, Integer::sum) - 1);
            assertThat(event.chain()).isEqualTo(event.chainAfter(before, sent.uri()));
            chains.put(event.key(), event.chain());
        }
        assertThat(numbers).hasSize(9);
    }

    @Test
    void shouldComeBackFromItsAttributes() throws Exception {
        for (var sent : Plan.drawn("r", 7, 50, 5, 0.5)) {
            // When
            byte[] value = new EventMapper().write(sent.numbered().event(sent.uri()));
            var read = new ImageEventReader(new EventMapper()).read(value);
            // Then
            assertThat(Numbered.of(read.attributes())).isEqualTo(sent.numbered());
            assertThat(read.uri()).isEqualTo(sent.uri());
        }
    }

    @Test
    void shouldRefuseWhatMakesNoSense() {
        assertThatThrownBy(() -> Plan.drawn("r", 7, 5, 9, 0)).hasMessageContaining("keys is 9");
        assertThatThrownBy(() -> Plan.drawn("r", 7, 0, 1, 0)).hasMessageContaining("events is 0");
        assertThatThrownBy(() -> Plan.drawn("r/s", 7, 9, 1, 0)).hasMessageContaining("r/s");
        assertThatThrownBy(() -> Plan.drawn("r", 7, 9, 1, 1.5)).hasMessageContaining("1.5");
        assertThatThrownBy(() -> new Plan("r", 7, 9, 1, 0, List.of(), List.of()))
                .hasMessageContaining("no reference");
    }
}
