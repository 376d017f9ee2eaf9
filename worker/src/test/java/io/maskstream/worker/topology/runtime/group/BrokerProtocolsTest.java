package io.maskstream.worker.topology.runtime.group;

import static org.assertj.core.api.Assertions.assertThat;

import io.maskstream.worker.topology.runtime.settings.GroupProtocol;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BrokerProtocolsTest {

    @Test
    void shouldAskNothingOfBrokersForTheClassicProtocol() {
        assertThat(new BrokerProtocols(0, List.of()).refusal(GroupProtocol.CLASSIC))
                .isEmpty();
    }

    @Test
    void shouldSayHowTheStreamsProtocolIsSwitchedOn() {
        assertThat(new BrokerProtocols(0, List.of()).refusal(GroupProtocol.STREAMS))
                .hasValueSatisfying(refusal -> assertThat(refusal.remedy()).contains("--feature streams.version=1"));
        assertThat(new BrokerProtocols(1, List.of("classic", "consumer")).refusal(GroupProtocol.STREAMS))
                .hasValueSatisfying(refusal -> assertThat(refusal.why()).endsWith("are classic, consumer"));
    }

    @Test
    void shouldTakeTheStreamsProtocolWhereBrokersHaveIt() {
        assertThat(new BrokerProtocols(1, List.of("classic", "streams")).refusal(GroupProtocol.STREAMS))
                .isEmpty();
        assertThat(new BrokerProtocols(1, List.of()).refusal(GroupProtocol.STREAMS))
                .as("hidden")
                .isEmpty();
    }
}
