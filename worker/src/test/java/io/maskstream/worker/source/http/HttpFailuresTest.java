package io.maskstream.worker.source.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.maskstream.schemas.event.FailureReason;
import java.io.EOFException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.ProtocolException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class HttpFailuresTest {
    private final HttpFailures failures = new HttpFailures(Duration.ofSeconds(1));

    static Stream<Arguments> troubles() {
        return Stream.of(
                Arguments.of(new SocketTimeoutException("Read timed out"), FailureReason.TIMEOUT, true),
                Arguments.of(new ConnectException("Connection refused"), FailureReason.UNAVAILABLE, true),
                Arguments.of(new NoRouteToHostException("No route to host"), FailureReason.UNAVAILABLE, true),
                Arguments.of(new SocketException("Connection reset"), FailureReason.UNAVAILABLE, true),
                Arguments.of(new UnknownHostException("hots"), FailureReason.UNAVAILABLE, true),
                Arguments.of(new ConnectionClosedException(), FailureReason.UNAVAILABLE, true),
                Arguments.of(new ProtocolException("no status line"), FailureReason.UNAVAILABLE, true),
                Arguments.of(new SSLException("closed in the handshake"), FailureReason.UNAVAILABLE, true),
                Arguments.of(new SSLPeerUnverifiedException("another host"), FailureReason.FORBIDDEN, false),
                Arguments.of(
                        new SSLException("untrusted", new CertificateException("expired")),
                        FailureReason.FORBIDDEN,
                        false));
    }

    @ParameterizedTest
    @MethodSource("troubles")
    void shouldSayWhatATroubleMeansAndWhetherItMayPass(Exception trouble, FailureReason reason, boolean mayPass) {
        // When
        var failure = failures.of(trouble, "http://host/cat.jpg");
        // Then
        assertThat(failure.reason()).isEqualTo(reason);
        assertThat(failure.reason().mayPass()).isEqualTo(mayPass);
    }

    @Test
    void shouldSayThatItEndedEarlyWhereTheJdkSaysNothing() {
        // When
        var failure = failures.of(new EOFException(), "http://host/cat.jpg");
        // Then
        assertThat(failure.detail()).contains("broke off while it was read (it ended early)");
    }

    @Test
    void shouldSayThatAHostNameIsNotKnown() {
        // When
        var failure = failures.of(new UnknownHostException("hots"), "http://hots/cat.jpg");
        // Then
        assertThat(failure.reason()).isEqualTo(FailureReason.UNAVAILABLE);
        assertThat(failure.detail()).contains("http://hots/cat.jpg", "host name that is not known");
    }
}
