package io.maskstream.worker.topology.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;

final class RefusalTest {
    @Test
    void shouldNameWhatMendsEachRefusal() {
        assertThat(of(new SaslAuthenticationException("invalid credentials")))
                .contains("does not accept the login (invalid credentials)", "kafka.sasl.jaas.config");
        assertThat(of(new KafkaException(new TopicAuthorizationException(Set.of("cats.images", "cats.masks")))))
                .contains("use the topic cats.images, cats.masks", "./maskstream acls");
        assertThat(of(tls("unable to find valid certification path to requested target")))
                .contains("not trusted here", "kafka.ssl.truststore");
        assertThat(of(tls("Received fatal alert: bad_certificate")))
                .contains("does not accept this client's certificate", "kafka.ssl.keystore");
        assertThat(of(tls("NotAfter: Wed Nov 18 10:01:06 UTC 2026")))
                .contains("has a certificate that is not valid now (NotAfter: Wed Nov 18", "renew");
        assertThat(of(tls("No subject alternative names present"))).contains("another host name");
    }

    @Test
    void shouldNotRepeatWhatMayBePartOfAPassword() {
        assertThat(of(new KafkaException(
                        new IllegalArgumentException("Value not specified for key 'sesame' in JAAS config"))))
                .contains("kafka.sasl.jaas.config is not understood")
                .doesNotContain("sesame");
    }

    @Test
    void shouldNameTheTopicThatKafkaLeavesOut() {
        // Given
        var nameless = new ExecutionException(new TopicAuthorizationException("Topic authorization failed."));
        // When / Then
        assertThat(of(Refusal.about("cats.images", nameless))).contains("use the topic cats.images");
    }

    @Test
    void shouldLeaveOtherTroubleToOthers() {
        assertThat(Refusal.of(new IOException("reset"))).isEmpty();
    }

    private static SslAuthenticationException tls(String said) {
        return new SslAuthenticationException("SSL handshake failed", new IOException(said));
    }

    private static String of(Throwable exception) {
        return Refusal.of(exception).orElseThrow().sentence();
    }
}
