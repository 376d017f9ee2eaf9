package io.maskstream.worker.source.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRuleTest {
    private static final AddressRule PUBLIC_ONLY = new AddressRule(List.of());

    /** A literal is never looked up. */
    private static InetAddress address(String literal) throws UnknownHostException {
        return InetAddress.getByName(literal);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "172.15.255.255",
                "172.32.0.0",
                "192.167.255.255",
                "192.169.0.0",
                "198.17.255.255",
                "198.20.0.0",
                "223.255.255.255",
                "2606:4700::1111",
                "2a00::1",
                "64:ff9b::101:101"
            })
    void shouldAllowPublicAddressesToTheirVeryEdges(String literal) {
        assertThatCode(() -> PUBLIC_ONLY.check(address(literal))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "0.0.0.0, this machine",
        "10.255.255.255, a private network",
        "100.64.0.0, shared network",
        "127.0.0.1, loopback",
        "127.255.255.254, loopback",
        "169.254.0.1, link-local",
        "169.254.169.254, metadata",
        "100.100.100.200, metadata",
        "172.16.0.0, a private network",
        "172.31.255.255, a private network",
        "192.0.0.8, reserved",
        "192.0.2.1, documentation",
        "192.168.255.255, a private network",
        "198.19.255.255, benchmarking",
        "203.0.113.9, documentation",
        "224.0.0.1, multicast",
        "255.255.255.255, broadcast",
        "::, not public",
        "::1, loopback",
        "::ffff:10.0.0.1, a private network",
        "::10.0.0.1, not public",
        "64:ff9b::a00:1, a private network",
        "64:ff9b::a9fe:a9fe, metadata",
        "64:ff9b:1::a00:1, not public",
        "100::1, not public",
        "2001::1, reserved",
        "2001:db8::1, documentation",
        "2002:7f00:1::, 6to4",
        "3fff::1, documentation",
        "5f00::1, not public",
        "fc00::1, a private network",
        "fd00:ec2::254, metadata",
        "fe80::1, link-local",
        "fec0::1, not public",
        "ff02::1, multicast"
    })
    void shouldRefuseAllOthersAndNotTellWhichOne(String literal, String what) {
        assertThatThrownBy(() -> PUBLIC_ONLY.check(address(literal)))
                .asInstanceOf(type(Refusal.class))
                .satisfies(refusal -> {
                    assertThat(refusal.kind()).isEqualTo(Refusal.Kind.FORBIDDEN);
                    assertThat(refusal.what()).contains(what, "source.networks").doesNotContain(literal + " ");
                });
    }

    @Test
    void shouldAllowANetworkThatIsNamed() throws Exception {
        // Given
        var rule = new AddressRule(List.of(Network.parse("10.1.0.0/16"), Network.parse("fd12::/16")));
        // When / Then
        assertThatCode(() -> rule.check(address("10.1.255.255"))).doesNotThrowAnyException();
        assertThatCode(() -> rule.check(address("fd12:1::1"))).doesNotThrowAnyException();
        assertThatThrownBy(() -> rule.check(address("10.2.0.0"))).isInstanceOf(Refusal.class);
    }

    @Test
    void shouldOpenAMetadataServiceOnlyWhereItIsNamedItself() throws Exception {
        // Given
        var wide = new AddressRule(List.of(Network.parse("169.254.0.0/16")));
        var exact = new AddressRule(List.of(Network.parse("169.254.169.254")));
        // When / Then
        assertThatCode(() -> wide.check(address("169.254.0.1"))).doesNotThrowAnyException();
        assertThatThrownBy(() -> wide.check(address("169.254.169.254"))).isInstanceOf(Refusal.class);
        assertThatCode(() -> exact.check(address("169.254.169.254"))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "10.0.0.0/33",
                "10.0.0.1/8",
                "10.0.0/8",
                "::/129",
                "fd00::1/8",
                "localhost",
                "10.0.0.0/",
                "10.0.0.0/-1",
                "/8",
                "300.1.1.1"
            })
    void shouldRefuseWhatIsNoNetwork(String text) {
        assertThatThrownBy(() -> Network.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is no network");
    }
}
